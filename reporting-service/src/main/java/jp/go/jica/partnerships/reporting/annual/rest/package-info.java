/** The yearly report over HTTP. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.annual.rest;
