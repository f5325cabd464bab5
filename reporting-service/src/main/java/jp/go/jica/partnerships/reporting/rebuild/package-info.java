/** Makes facts and cells anew from the events, beside those that are read, and puts them in their place. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.rebuild;
