/** From which records a figure comes, from which events these come, and why another record is not among them. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.explain;
