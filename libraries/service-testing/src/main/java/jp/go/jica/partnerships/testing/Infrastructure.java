package jp.go.jica.partnerships.testing;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** Where the servers of a test run come from. */
enum Infrastructure {
    /** Testcontainers on the machine's container engine. */
    CONTAINERS {
        @Override
        PostgresServer startPostgres() {
            return ContainerPostgres.start();
        }

        @Override
        KafkaServer startKafka() {
            return ContainerKafka.start();
        }
    },
    /** PostgreSQL as a child process and Kafka in this process, both from Maven artifacts. */
    EMBEDDED {
        @Override
        PostgresServer startPostgres() {
            return EmbeddedPostgresServer.start();
        }

        @Override
        KafkaServer startKafka() {
            return InProcessKafka.start();
        }
    };

    /** The system property that forces one of them: {@code containers} or {@code embedded}. */
    static final String PROPERTY = "test.infra";

    abstract PostgresServer startPostgres();

    abstract KafkaServer startKafka();

    /** The forced one, else containers where an engine's socket is found, else embedded. */
    static Infrastructure chosen() {
        return chosen(System.getProperties(), System.getenv(), ContainerEngine::isReachable);
    }

    static Infrastructure chosen(Properties properties, Map<String, String> environment, EngineProbe engine) {
        String forced = properties.getProperty(PROPERTY, "").trim();
        if (!forced.isEmpty()) {
            return switch (forced.toLowerCase(Locale.ROOT)) {
                case "containers" -> CONTAINERS;
                case "embedded" -> EMBEDDED;
                default ->
                    throw new IllegalArgumentException(
                            "-D%s is containers or embedded, not %s".formatted(PROPERTY, forced));
            };
        }
        return engine.isReachable(environment) ? CONTAINERS : EMBEDDED;
    }

    @FunctionalInterface
    interface EngineProbe {
        boolean isReachable(Map<String, String> environment);
    }
}
