/** Rebuilds over HTTP. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.rebuild.rest;
