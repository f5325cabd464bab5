/** Folds the owners' events into facts and cells, and answers reports from them. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting;
