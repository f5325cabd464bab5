/** What could not be folded, and what operators do about it. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.quarantine;
