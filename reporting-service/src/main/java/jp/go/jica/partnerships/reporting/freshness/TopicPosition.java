package jp.go.jica.partnerships.reporting.freshness;

/**
 * How far a partition of an owner's journal has been read.
 *
 * @param nextOffset of the next record that will be read
 */
public record TopicPosition(String topic, int partition, long nextOffset) {}
