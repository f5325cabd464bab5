/** Measures by dimensions: any question, one way of answering it, from one snapshot. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.statistics;
