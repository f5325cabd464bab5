/** The definitions of the statistics once more, told as simply as possible, and pasts of the owners to try them on. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.oracle;
