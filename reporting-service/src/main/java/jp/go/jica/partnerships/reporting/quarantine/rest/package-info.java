/** The quarantine over HTTP. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.quarantine.rest;
