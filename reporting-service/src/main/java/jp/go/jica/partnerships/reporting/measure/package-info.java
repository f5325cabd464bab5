/** What is counted and by what it can be broken down: the one place where measures and dimensions are defined. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.measure;
