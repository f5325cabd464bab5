/** The owners' digests by HTTP, and what has been found by them. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.reconciliation.rest;
