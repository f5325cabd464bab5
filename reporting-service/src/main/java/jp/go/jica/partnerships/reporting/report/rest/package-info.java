/** Reports over HTTP. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.report.rest;
