/**
 * Consuming an owner's topics with the position kept in the consumer's own database, in the transaction of the work
 * itself, so that each event takes effect exactly once whatever dies and whenever.
 */
@org.jspecify.annotations.NullMarked
package jp.go.jica.partnerships.journal.consume;
