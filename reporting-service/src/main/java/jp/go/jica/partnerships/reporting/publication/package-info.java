/** Fiscal years as they were published, for ever, and what has been corrected since. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.publication;
