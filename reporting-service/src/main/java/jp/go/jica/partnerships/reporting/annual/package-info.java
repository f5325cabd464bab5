/** The figures of JICA's yearly report on partnerships with local governments, each with the request that gives it. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.annual;
