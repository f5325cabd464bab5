/** The quality of the records over HTTP. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.quality.rest;
