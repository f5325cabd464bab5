/** What is withheld, against whoever reckons. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.disclosure;
