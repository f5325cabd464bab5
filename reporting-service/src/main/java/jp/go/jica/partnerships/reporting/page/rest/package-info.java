/** The page over HTTP. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.page.rest;
