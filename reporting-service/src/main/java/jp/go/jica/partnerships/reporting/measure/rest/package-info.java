/** The definitions over HTTP. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.measure.rest;
