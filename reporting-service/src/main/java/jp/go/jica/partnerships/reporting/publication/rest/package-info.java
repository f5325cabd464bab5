/** Publications over HTTP. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.publication.rest;
