package jp.go.jica.partnerships.testing.conventions;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.TravellingClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A POST under a key is done once, however often it is sent. A service's test class extends this. */
public abstract class IdempotencyConventions {

    private static final int AT_ONCE = 50;

    @FromServers
    protected ServiceDatabase database;

    /**
     * A POST that succeeds.
     *
     * @param ifMatch where one is needed
     */
    public record Post(String path, String token, Optional<String> ifMatch, String body) {

        /** One that creates something. */
        public static Post creating(String path, String token, String body) {
            return new Post(path, token, Optional.empty(), body);
        }

        /** One that changes what another one created and that is as it was then. */
        public static Post changing(String path, String token, String body) {
            return new Post(path, token, Optional.of("\"1\""), body);
        }

        private Post by(String otherToken) {
            return new Post(path, otherToken, ifMatch, body);
        }

        private Post with(String otherBody) {
            return new Post(path, token, ifMatch, otherBody);
        }

        private Reply send(Map<String, String> more) {
            Map<String, String> headers = new TreeMap<>(Map.of("Content-Type", "application/json"));
            headers.put("Authorization", "Bearer " + token);
            ifMatch.ifPresent(tag -> headers.put("If-Match", tag));
            headers.putAll(more);
            return new Request("POST", path, headers, body).send();
        }

        /** The answer without a key. */
        public Reply sent() {
            return send(Map.of());
        }

        private Reply sentUnder(String key) {
            return send(Map.of("Idempotency-Key", key));
        }
    }

    /** Creates a record with this business number, which is unique; an office of {@link #OFFICE} is needed. */
    protected abstract Post creating(String number, String token);

    /** Requests on paths other than that of {@link #creating} and of one another, on records of their own. */
    protected abstract List<Post> others();

    /** Words of {@link #creating} that nobody may read in a copy of the database. */
    protected abstract List<String> confidential();

    protected abstract TravellingClock clock();

    /** Deletes what has expired. */
    protected abstract int forgetExpired();

    /** For which the records are made. */
    protected static final String OFFICE = "SKK";

    private static String recorder(String subject) {
        return Tokens.with("recorder").offices(OFFICE).subject(subject).token();
    }

    private Post creating() {
        return creating("K-" + UUID.randomUUID(), recorder("key-1"));
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static Reply created(Reply answer) {
        assertEquals(201, answer.status(), answer::toString);
        return answer;
    }

    private static void assertReplayed(Reply first, Reply again) {
        assertEquals("true", again.header("Idempotency-Replayed"), again::toString);
        assertEquals("", first.header("Idempotency-Replayed"), first::toString);
        assertEquals(first.status(), again.status());
        assertEquals(first.body(), again.body());
        for (String header : List.of("ETag", "Location", "Event-Version", "Content-Type")) {
            assertEquals(first.header(header), again.header(header), header);
        }
    }

    private static void assertRefused(int status, String code, Reply answer) {
        assertEquals(status, answer.status(), answer::toString);
        assertEquals("application/problem+json", answer.mediaType(), answer::toString);
        assertTrue(answer.body().contains(code + "\""), answer::toString);
    }

    @Test
    void sameRequestUnderItsKeyIsAnsweredAgainAndDoneOnce() {
        Post request = creating();
        String key = newKey();
        Reply first = created(request.sentUnder(key));
        long events = events();
        assertReplayed(first, request.sentUnder(key));
        assertReplayed(first, request.sentUnder(key));
        assertEquals(events, events());
    }

    @Test
    void keyChangesNothingOfTheFirstAnswersForm() {
        Reply without = created(creating().sent());
        Reply with = created(creating().sentUnder(newKey()));
        assertEquals(without.headers().keySet(), with.headers().keySet());
        assertEquals(without.header("Content-Type"), with.header("Content-Type"));
        assertEquals(fields(without), fields(with));
    }

    @Test
    void otherContentsUnderTheSameKeyAreRefused() {
        Post request = creating();
        String key = newKey();
        created(request.sentUnder(key));
        long events = events();
        assertRefused(422, "reused-key", creating().sentUnder(key));
        assertRefused(422, "reused-key", request.with(request.body() + " ").sentUnder(key));
        assertRefused(
                422,
                "reused-key",
                request.send(Map.of("Idempotency-Key", key, "Content-Type", "application/json;charset=utf-8")));
        assertRefused(422, "reused-key", request.send(Map.of("Idempotency-Key", key, "If-Match", "\"7\"")));
        assertEquals(events, events());
    }

    @Test
    void sameKeyOnAnotherPathIsAnotherKey() {
        String key = newKey();
        created(creating(UUID.randomUUID().toString(), recorder("key-1")).sentUnder(key));
        for (Post other : others()) {
            Reply first = other.sentUnder(key);
            assertTrue(first.status() == 200 || first.status() == 201, first::toString);
            assertReplayed(first, other.sentUnder(key));
        }
    }

    @Test
    void failureIsNotRemembered() {
        Post request = creating();
        String key = newKey();
        assertRefused(400, "unknown-field", request.with("{\"colour\":\"red\"}").sentUnder(key));
        Post taken = creating();
        created(taken.sent());
        assertEquals(409, taken.sentUnder(key).status());
        database.whileAway(() -> assertEquals(503, request.sentUnder(key).status()));
        assertReplayed(created(request.sentUnder(key)), request.sentUnder(key));
    }

    @Test
    void unusableKeyIsRefused() {
        long events = events();
        assertAll(Stream.of("", " ", "x".repeat(129), "a b", "é", "\t")
                .map(key -> () -> assertRefused(
                        400, "unusable-idempotency-key", creating().sentUnder(key))));
        assertRefused(400, "unusable-idempotency-key", creating().sentUnder("one\r\nIdempotency-Key: two"));
        assertEquals(events, events());
        created(creating().sentUnder(newKey() + "~".repeat(128 - 36)));
    }

    @Test
    void requestWhoseKeyIsInUseIsToldToComeAgainAndSoIsWhoWaitedTooLongForALock() throws Exception {
        Post request = creating();
        String key = newKey();
        ExecutorService callers = Executors.newSingleThreadExecutor();
        try (Connection other = database.asSuperuser()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table domain_event in exclusive mode");
            Future<Reply> first = callers.submit(() -> request.sentUnder(key));
            Awaitility.await("the first one waits").until(this::somebodyWaits);
            Reply second = request.sentUnder(key);
            assertRefused(409, "request-in-flight", second);
            assertEquals("1", second.header("Retry-After"));
            assertEquals(409, first.get().status(), () -> "after the lock's time-out");
            assertEquals("1", first.get().header("Retry-After"));
            other.rollback();
        } finally {
            callers.shutdownNow();
        }
        assertReplayed(created(request.sentUnder(key)), request.sentUnder(key));
    }

    @Test
    void fiftyAtOnceMakeOneRecord() throws Exception {
        Post request = creating();
        String key = newKey();
        long events = events();
        List<Reply> answers = atOnce(() -> request.sentUnder(key));
        assertEquals(events + 1, events());
        List<Reply> done = answers.stream().filter(each -> each.status() == 201).toList();
        List<Reply> firsts = done.stream()
                .filter(each -> each.header("Idempotency-Replayed").isEmpty())
                .toList();
        assertEquals(1, firsts.size());
        assertAll(answers.stream().filter(each -> !firsts.contains(each)).map(each -> () -> {
            if (each.status() == 201) {
                assertReplayed(firsts.get(0), each);
            } else {
                assertRefused(409, "request-in-flight", each);
            }
        }));
        assertReplayed(firsts.get(0), request.sentUnder(key));
        assertEquals(events + 1, events());
    }

    @Test
    void anotherCallerUnderTheSameKeyGetsAnAnswerOfItsOwn() {
        Post request = creating();
        String key = newKey();
        Reply first = created(request.sentUnder(key));
        // Done anew, and so refused: the number is taken.
        Reply copied = request.by(recorder("key-2")).sentUnder(key);
        assertEquals(409, copied.status(), copied::toString);
        assertFalse(copied.body().contains(first.json().path("id").asText()));
        String other = recorder("key-2");
        Reply own = created(creating("K-" + UUID.randomUUID(), other).sentUnder(key));
        assertNotEquals(first.body(), own.body());
        assertEquals("", own.header("Idempotency-Replayed"));
    }

    @Test
    void whoMayNoLongerDoItDoesNotSeeItsAnswer() {
        Post request = creating();
        String key = newKey();
        created(request.sentUnder(key));
        Stream.<Function<String, String>>of(
                        subject -> Tokens.with("analyst")
                                .offices(OFFICE)
                                .subject(subject)
                                .token(),
                        subject -> Tokens.with("recorder")
                                .offices("OKN")
                                .subject(subject)
                                .token(),
                        subject -> Tokens.with("recorder").subject(subject).token())
                .map(rights -> request.by(rights.apply("key-1")).sentUnder(key))
                .forEach(answer -> {
                    assertEquals(403, answer.status(), answer::toString);
                    assertAll(confidential().stream()
                            .map(word -> () -> assertFalse(answer.body().contains(word), answer::toString)));
                });
        assertEquals(
                401,
                new Request(
                                "POST",
                                request.path(),
                                Map.of("Idempotency-Key", key, "Content-Type", "application/json"),
                                request.body())
                        .send()
                        .status());
    }

    @Test
    void answerIsKeptForADayAndThenGone() {
        Post request = creating();
        String key = newKey();
        Reply first = created(request.sentUnder(key));
        clock().later(Duration.ofHours(24).minusMinutes(1), () -> assertReplayed(first, request.sentUnder(key)));
        clock().later(Duration.ofHours(24), () -> {
            assertEquals(409, request.sentUnder(key).status(), () -> "done anew, and the number is taken");
            Reply second = created(creating().sentUnder(key));
            assertEquals("", second.header("Idempotency-Replayed"));
        });
        clock().later(Duration.ofHours(49), () -> {
            assertTrue(forgetExpired() > 0);
            assertEquals(0, count("remembered_answer"));
            assertEquals(0, forgetExpired());
        });
    }

    @Test
    void answerOutlivesTheServicesConnectionsAndTheServersProcesses() {
        Post request = creating();
        String key = newKey();
        Reply first = created(request.sentUnder(key));
        database.endConnections();
        assertReplayed(first, request.sentUnder(key));
        database.crashAndRestart();
        Awaitility.await("the service answers again")
                .until(() -> request.sentUnder(key).status() < 500);
        assertReplayed(first, request.sentUnder(key));
    }

    @Test
    void copyOfTheTableTellsNothingOfWhoAskedForWhat() throws SQLException {
        String key = newKey();
        Post request = creating();
        Reply first = created(request.sentUnder(key));
        List<String> secrets = new ArrayList<>(confidential());
        Collections.addAll(
                secrets, key, "key-1", "{", "201", first.json().path("id").asText());
        try (Connection connection = database.asSuperuser();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select place || contents || authority || answer, t::text from remembered_answer t"
                                        + " order by expires_at desc limit 1")) {
            assertTrue(rows.next());
            String bytes = new String(rows.getBytes(1), StandardCharsets.UTF_8);
            String text = rows.getString(2);
            secrets.removeIf(word -> word.length() < 4);
            assertAll(secrets.stream().map(word -> () -> {
                assertFalse(bytes.contains(word), word);
                assertFalse(text.contains(word), word);
            }));
        }
    }

    private static List<String> fields(Reply answer) {
        List<String> names = new ArrayList<>();
        answer.json().fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static List<Reply> atOnce(Callable<Reply> request) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            CompletableFuture<Void> start = new CompletableFuture<>();
            List<Future<Reply>> waiting = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                waiting.add(callers.submit(() -> {
                    start.join();
                    return request.call();
                }));
            }
            start.complete(null);
            List<Reply> answers = new ArrayList<>();
            for (Future<Reply> each : waiting) {
                answers.add(each.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }

    private boolean somebodyWaits() {
        return number("select count(*) from pg_locks where not granted and relation = 'domain_event'::regclass") > 0;
    }

    private long events() {
        return count("domain_event");
    }

    private long count(String table) {
        return number("select count(*) from " + table);
    }

    private long number(String sql) {
        try (Connection connection = database.asSuperuser();
                var row = connection.createStatement().executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
