package jp.go.jica.partnerships.testing;

import io.quarkus.test.common.QuarkusTestResourceConfigurableLifecycleManager;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and Kafka for the tests of one service. Containers are used where an engine answers, else embedded
 * servers; {@code -Dtest.infra=containers|embedded} forces one of them.
 */
public final class RealServers implements QuarkusTestResourceConfigurableLifecycleManager<WithRealServers> {
    private @Nullable String service;
    private @Nullable PostgresServer postgres;
    private @Nullable KafkaServer kafka;
    private @Nullable ServiceDatabase database;
    private @Nullable EventPublisher publisher;

    @Override
    public void init(WithRealServers annotation) {
        service = annotation.service();
    }

    @Override
    public Map<String, String> start() {
        Infrastructure infrastructure = Infrastructure.chosen();
        CompletableFuture<PostgresServer> startingPostgres =
                CompletableFuture.supplyAsync(infrastructure::startPostgres);
        KafkaServer startedKafka = infrastructure.startKafka();
        kafka = startedKafka;
        PostgresServer startedPostgres = startingPostgres.join();
        postgres = startedPostgres;

        Topics.ofProduction().create(startedKafka.bootstrapServers());
        publisher = new EventPublisher(startedKafka.bootstrapServers());
        ServiceDatabase created = ServiceDatabase.create(startedPostgres, Objects.requireNonNull(service));
        database = created;
        return configuration(created, startedKafka);
    }

    private static Map<String, String> configuration(ServiceDatabase database, KafkaServer kafka) {
        return Map.ofEntries(
                Map.entry("quarkus.datasource.jdbc.url", database.jdbcUrl()),
                Map.entry("quarkus.datasource.username", database.serviceRole()),
                Map.entry("quarkus.datasource.password", database.passwordOf(database.serviceRole())),
                Map.entry("quarkus.flyway.jdbc-url", database.jdbcUrl()),
                Map.entry("quarkus.flyway.username", database.ownerRole()),
                Map.entry("quarkus.flyway.password", database.passwordOf(database.ownerRole())),
                Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                // With a key there is no issuer to ask; its address must then be empty.
                Map.entry("quarkus.oidc.public-key", Tokens.publicKey()),
                Map.entry("quarkus.oidc.auth-server-url", ""),
                Map.entry("quarkus.oidc.token.issuer", Tokens.ISSUER),
                Map.entry("quarkus.oidc.token.audience", Tokens.AUDIENCE),
                Map.entry("quarkus.http.test-port", "0"));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(
                database, new TestInjector.AnnotatedAndMatchesType(FromServers.class, ServiceDatabase.class));
        injector.injectIntoFields(
                publisher, new TestInjector.AnnotatedAndMatchesType(FromServers.class, EventPublisher.class));
    }

    @Override
    public void stop() {
        if (publisher != null) {
            publisher.close();
        }
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
