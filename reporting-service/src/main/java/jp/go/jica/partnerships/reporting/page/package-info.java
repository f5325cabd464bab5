/** The page on which people look at the reports. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.page;
