/** The bus behind the fold: its consumer, the ends of topics, health and metrics. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.fold.messaging;
