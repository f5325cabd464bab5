/** The named reports and the general question, from parameters to an answer that explains itself. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.report;
