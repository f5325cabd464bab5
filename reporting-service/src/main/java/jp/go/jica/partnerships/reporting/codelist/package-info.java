/** The codes that reports are keyed by, as the reference data have them. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.codelist;
