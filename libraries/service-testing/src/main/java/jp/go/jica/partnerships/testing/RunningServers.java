package jp.go.jica.partnerships.testing;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * PostgreSQL with one service's database and Kafka with all topics, for tests of code that needs no Quarkus; tests of
 * services use {@link WithRealServers}.
 */
public final class RunningServers implements AutoCloseable {
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final ServiceDatabase database;
    private final EventPublisher publisher;

    private RunningServers(PostgresServer postgres, KafkaServer kafka, String service) {
        this.postgres = postgres;
        this.kafka = kafka;
        Topics.ofProduction().create(kafka.bootstrapServers());
        this.publisher = new EventPublisher(kafka.bootstrapServers());
        this.database = ServiceDatabase.create(postgres, service);
    }

    /**
     * Starts both, side by side.
     *
     * @param service names the database and its roles: {@code programs}, {@code agreements}, …
     */
    public static RunningServers start(String service) {
        Infrastructure infrastructure = Infrastructure.chosen();
        // A thread of our own has the caller's class loader, by which Kafka finds its classes; a pool's has not.
        Executor ownThread = task -> new Thread(task, "starting a server").start();
        CompletableFuture<PostgresServer> postgres =
                CompletableFuture.supplyAsync(infrastructure::startPostgres, ownThread);
        CompletableFuture<KafkaServer> kafka = CompletableFuture.supplyAsync(infrastructure::startKafka, ownThread);
        try {
            return new RunningServers(postgres.join(), kafka.join(), service);
        } catch (RuntimeException e) {
            // Whichever did start is stopped; why the other did not is what the caller must hear.
            CompletableFuture.allOf(postgres.thenAccept(PostgresServer::close), kafka.thenAccept(KafkaServer::close))
                    .exceptionally(failure -> null)
                    .join();
            throw e;
        }
    }

    public ServiceDatabase database() {
        return database;
    }

    public EventPublisher publisher() {
        return publisher;
    }

    /** Where clients of Kafka connect. */
    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** What a service must be told to use these servers, under Quarkus' own names. */
    Map<String, String> configuration() {
        return Map.ofEntries(
                Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
                Map.entry("quarkus.datasource.username", database.serviceRole()),
                Map.entry("quarkus.datasource.password", database.passwordOf(database.serviceRole())),
                Map.entry("quarkus.flyway.jdbc-url", database.jdbcUrl()),
                Map.entry("quarkus.flyway.username", database.ownerRole()),
                Map.entry("quarkus.flyway.password", database.passwordOf(database.ownerRole())),
                Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()));
    }

    @Override
    public void close() {
        publisher.close();
        kafka.close();
        postgres.close();
    }
}
