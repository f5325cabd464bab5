/** Whether everything that the owners' journals hold has arrived, and nothing else. */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.reporting.reconciliation;
