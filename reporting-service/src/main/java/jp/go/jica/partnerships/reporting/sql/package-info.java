/** How the statements of this service are written and read: with parameters by name. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.sql;
