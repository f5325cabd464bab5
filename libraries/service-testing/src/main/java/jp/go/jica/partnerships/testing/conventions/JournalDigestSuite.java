package jp.go.jica.partnerships.testing.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What an owner says of its journal is so, reckoned anew from the journal's rows as the description says and in another way
 * than the owner does. A service extends it as a {@code @QuarkusTest}.
 */
public abstract class JournalDigestSuite {

    private static final String COMPARING = Tokens.system("journal:digest");
    private static final String DIGEST = "/v1/journal/digest";

    @FromServers
    protected ServiceDatabase database;

    @BeforeEach
    void recordOnSeveralDays() throws SQLException {
        // No day has been added up yet, as if these events had been there when it was.
        execute("delete from journal_digest");
        for (String ago : List.of("40 days", "40 days", "3 days", "3 days", "61 minutes", "2 minutes", "0 seconds")) {
            execute("""
                    insert into domain_event (event_id, aggregate_type, aggregate_id, aggregate_version, type, dataschema,
                                              recorded_at, actor, data)
                    values (gen_random_uuid(), 'sample',
                            ('aaaaaaaa-0000-4000-8000-0000000000' || lpad(to_hex((random() * 255)::int), 2, '0'))::uuid,
                            (select count(*) + 1 from domain_event), 'x', 'x', clock_timestamp() - interval '%s', 'x', '{}')
                    """.formatted(ago));
        }
    }

    @AfterEach
    void forget() throws SQLException {
        execute("set session_replication_role = replica; delete from domain_event where aggregate_type = 'sample'");
        execute("delete from journal_digest");
    }

    @Test
    void countsAndHashesAreThoseOfTheJournalBeforeAndAfterDaysAreKept() throws SQLException {
        for (int i = 0; i < 2; i++) {
            JsonNode told = asked("").json();
            Instant until = Instant.parse(told.path("until").asText());
            assertThat(until)
                    .isBetween(Instant.now().minusSeconds(90), Instant.now().minusSeconds(55));
            assertThat(digests(told)).isEqualTo(expected(until));
        }
        assertThat(database.number("select count(*) from journal_digest")).isPositive();
    }

    @Test
    void digestCanBeHadUpToAnyInstantThatIsOver() throws SQLException {
        asked("");
        for (String ago : List.of("PT20H", "PT1000H", "PT10000H", "PT80H")) {
            Instant until = Instant.now().minus(Duration.parse(ago));
            assertThat(digests(asked("?until=" + until).json())).as(ago).isEqualTo(expected(until));
        }
    }

    @Test
    void eventsOfABucketAreListedPageByPage() throws SQLException {
        Instant until = Instant.parse(asked("").json().path("until").asText());
        List<Event> listed = new ArrayList<>();
        for (int bucket = 0; bucket < 256; bucket++) {
            String cursor = "";
            do {
                JsonNode page = asked("/%d?until=%s&limit=1%s".formatted(bucket, until, cursor))
                        .json();
                for (JsonNode item : page.path("items")) {
                    Event event = new Event(
                            item.path("aggregateType").asText(),
                            UUID.fromString(item.path("aggregateId").asText()),
                            item.path("version").asInt(),
                            UUID.fromString(item.path("eventId").asText()));
                    assertThat(event.bucket()).isEqualTo(bucket);
                    listed.add(event);
                }
                cursor = page.hasNonNull("nextCursor")
                        ? "&cursor=" + page.path("nextCursor").asText()
                        : "";
            } while (!cursor.isEmpty());
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(journal(until));
    }

    @Test
    void instantBeforeWhichSomethingMayStillBeRecordedIsRefused() {
        Reply reply = Request.get(DIGEST + "?until=" + Instant.now().minusSeconds(30), COMPARING)
                .send();
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().at("/errors/0/code").asText()).isEqualTo("not-settled");
    }

    @Test
    void bucketThatCannotBeIsNotFound() {
        assertThat(Request.get(DIGEST + "/256", COMPARING).send().status()).isEqualTo(404);
        assertThat(Request.get(DIGEST + "/-1", COMPARING).send().status()).isEqualTo(404);
    }

    private static Reply asked(String path) {
        Reply reply = Request.get(DIGEST + path, COMPARING).send();
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply;
    }

    private static Map<String, String> digests(JsonNode told) {
        Map<String, String> digests = new TreeMap<>();
        told.path("buckets")
                .forEach(bucket -> digests.put(
                        bucket.path("aggregateType").asText() + "/"
                                + bucket.path("bucket").asInt(),
                        bucket.path("events").asLong() + "/"
                                + bucket.path("hash").asText()));
        return digests;
    }

    private Map<String, String> expected(Instant until) throws SQLException {
        Map<String, BigInteger> hashes = new TreeMap<>();
        Map<String, Long> counts = new TreeMap<>();
        for (Event event : journal(until)) {
            String bucket = event.aggregateType() + "/" + event.bucket();
            hashes.merge(bucket, event.hash(), BigInteger::add);
            counts.merge(bucket, 1L, Long::sum);
        }
        Map<String, String> expected = new TreeMap<>();
        hashes.forEach((bucket, hash) -> expected.put(bucket, counts.get(bucket) + "/" + hash));
        return expected;
    }

    private List<Event> journal(Instant until) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select * from domain_event")) {
            List<Event> events = new ArrayList<>();
            while (rows.next()) {
                if (rows.getObject("recorded_at", OffsetDateTime.class)
                        .toInstant()
                        .isBefore(until)) {
                    events.add(new Event(
                            rows.getString("aggregate_type"),
                            rows.getObject("aggregate_id", UUID.class),
                            rows.getInt("aggregate_version"),
                            rows.getObject("event_id", UUID.class)));
                }
            }
            return events;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private record Event(String aggregateType, UUID aggregateId, int version, UUID eventId) {

        int bucket() {
            return (int) (aggregateId.getLeastSignificantBits() & 0xFF);
        }

        BigInteger hash() {
            try {
                byte[] md5 = MessageDigest.getInstance("MD5")
                        .digest("%s/%d/%s"
                                .formatted(aggregateId, version, eventId)
                                .getBytes(StandardCharsets.US_ASCII));
                return BigInteger.valueOf(ByteBuffer.wrap(md5).getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
