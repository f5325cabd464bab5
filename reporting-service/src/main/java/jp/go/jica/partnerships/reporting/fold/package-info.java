/** Turns events into facts with history and cells: one logical writer, each event exactly once, nothing dropped. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.fold;
