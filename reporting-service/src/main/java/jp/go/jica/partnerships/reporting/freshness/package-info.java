/** Up to when each owner's changes are in, and waiting until a given one is. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.freshness;
