package jp.go.jica.partnerships.testing;

/** A running Kafka broker. */
interface KafkaServer extends AutoCloseable {

    String bootstrapServers();

    @Override
    void close();
}
