package jp.go.jica.partnerships.reporting.oracle;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jp.go.jica.partnerships.reporting.LiveTables;
import jp.go.jica.partnerships.reporting.fold.OwnerTopics;
import jp.go.jica.partnerships.reporting.fold.Refold;
import jp.go.jica.partnerships.reporting.statistics.StatisticsQuery;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WholeTopics;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code ./dev oracle kafka [histories]}: random pasts go through the topics of a real broker to the service's own consumer, and every
 * report, and random questions, come over HTTP; all of it must be the oracle's. Its name keeps it out of the test run.
 */
@QuarkusTest
@WithRealServers(service = "reporting")
class OracleThroughKafka {

    private static final int PASTS = Integer.getInteger("reporting.oracle", 100);
    private static final int EVENTS = Integer.getInteger("reporting.oracle.events", 60);
    private static final int QUESTIONS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @FromServers
    EventPublisher publisher;

    @FromServers
    ServiceDatabase database;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    static LongStream seeds() {
        Long one = Long.getLong("reporting.seed");
        return one != null ? LongStream.of(one) : new Random().longs(PASTS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyAnswerIsTheOracles(long seed) throws SQLException {
        LiveTables.inReach(database);
        Random random = new Random(seed);
        database.empty(Stream.concat(Refold.TABLES.stream(), Stream.of("quarantined_event"))
                .toArray(String[]::new));
        Arrivals arrivals = new Arrivals();
        for (List<PublishedEvent> batch :
                Delivery.batches(new OwnersPast(random, 10 + random.nextInt(EVENTS)).aggregates(), random)) {
            batch.forEach(arrivals::add);
            if (random.nextInt(10) == 0) {
                publisher.publishAborted(batch.toArray(PublishedEvent[]::new));
            }
            publisher.publishInTransaction(batch.toArray(PublishedEvent[]::new));
        }
        long ends = ends();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> database.number("select coalesce(sum(next_offset), 0) from consumer_position") == ends);
        AnswersAndOracle answers = new AnswersAndOracle(arrivals.known());
        assertThat(answers.differencesOfReports(OracleThroughKafka::asked, 2012, 2017))
                .as("-Dreporting.seed=%d -Dreporting.oracle.events=%d", seed, EVENTS)
                .isEmpty();
        for (int i = 0; i < QUESTIONS; i++) {
            StatisticsQuery query = OracleTest.query(random);
            assertThat(answers.differences(query.toString(), asked(query)))
                    .as("-Dreporting.seed=%d -Dreporting.oracle.events=%d", seed, EVENTS)
                    .isEmpty();
        }
    }

    /** How far the owners' journals go, with the markers of transactions. */
    private long ends() {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = WholeTopics.partitions(consumer, OwnerTopics.JOURNALS);
            consumer.assign(partitions);
            return consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    private static RequestSpecification request() {
        return given().auth().oauth2(Tokens.statistician());
    }

    private static JsonNode asked(String path) {
        return answered(request().get(path));
    }

    private static JsonNode asked(StatisticsQuery query) {
        RequestSpecification request = request()
                .queryParam("from", query.period().from().toString())
                .queryParam("to", query.period().to().toString())
                .queryParam("asOf", query.asOf().toString())
                .queryParam("within", "P%dD".formatted(query.within()))
                .queryParam("officeBasis", query.basis().office().wireName())
                .queryParam("countryBasis", query.basis().country().wireName())
                .queryParam("formerCountries", query.basis().formerCountries().wireName());
        query.measures().forEach(measure -> request.queryParam("measure", measure.wireName()));
        query.groupBy().forEach(dimension -> request.queryParam("groupBy", dimension.wireName()));
        query.filters().values().forEach((dimension, codes) -> request.queryParam(dimension.wireName(), codes));
        if (query.filters().developing() != null) {
            request.queryParam("developing", query.filters().developing());
        }
        return answered(request.get("/v1/statistics"));
    }

    private static JsonNode answered(Response answer) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return Json.read(answer.asString());
    }
}
