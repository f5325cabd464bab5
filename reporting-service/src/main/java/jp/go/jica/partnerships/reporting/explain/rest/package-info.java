/** Explanations over HTTP. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.explain.rest;
