@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.rebuild;
