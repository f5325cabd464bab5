package jp.go.jica.partnerships.journal.digest;

/**
 * The events of one bucket.
 *
 * @param aggregateType {@code program}, {@code participation}, …
 * @param bucket 0 to 255
 * @param hash the sum of the events' hashes, a whole number in decimal digits
 */
public record BucketDigest(String aggregateType, int bucket, long events, String hash) {}
