package jp.go.jica.partnerships.reporting.reconciliation;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.journal.digest.DigestEntry;
import jp.go.jica.partnerships.journal.digest.JournalDigest;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The journals of all owners as they answer over HTTP, and the token issuer before them. The digest is that of the owners' own
 * code over a journal in PostgreSQL; pages are small, so that lists have several.
 */
final class JournalsOfTests implements AutoCloseable {

    private static final int PAGE = 3;
    private static final Map<String, Set<String>> TYPES = Map.of(
            "programs", Set.of("program"),
            "agreements", Set.of("agreement"),
            "participants", Set.of("participant", "participation"));
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final ServiceDatabase database;
    private final JournalDigest digest;
    private final HttpServer server;
    private volatile String away = "";

    private JournalsOfTests(ServiceDatabase database, HttpServer server) {
        this.database = database;
        this.server = server;
        PGSimpleDataSource journal = new PGSimpleDataSource();
        try (Connection superuser = database.asSuperuser()) {
            journal.setUrl(database.jdbcUrl());
            journal.setUser(superuser.getMetaData().getUserName());
            journal.setCurrentSchema("journal_of_tests");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        this.digest = new JournalDigest(journal);
    }

    /** Owners that have recorded what has come so far, and nothing else. */
    static JournalsOfTests start(ServiceDatabase database) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            JournalsOfTests journals = new JournalsOfTests(database, server);
            journals.fill();
            server.createContext("/", journals::answer);
            server.start();
            return journals;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> addresses() {
        return TYPES.keySet().stream().collect(Collectors.toMap(owner -> owner, owner -> address() + "/" + owner));
    }

    String issuer() {
        return address() + "/issuer";
    }

    void whileAway(String owner, Runnable steps) {
        away = owner;
        steps.run();
        away = "";
    }

    /** As the owner records it. */
    void record(PublishedEvent... events) {
        for (PublishedEvent event : events) {
            execute("""
                    insert into journal_of_tests.domain_event
                    values ('%s', '%s', %d, '%s', '%s')""".formatted(
                            event.topic().split("\\.", -1)[1],
                            event.aggregateId(),
                            event.version(),
                            event.eventId(),
                            event.recordedAt()));
        }
    }

    private void fill() {
        execute("create schema if not exists journal_of_tests");
        execute("drop table if exists journal_of_tests.domain_event, journal_of_tests.journal_digest");
        execute("""
                create table journal_of_tests.domain_event (aggregate_type text, aggregate_id uuid, aggregate_version int,
                                                            event_id uuid, recorded_at timestamptz)""");
        execute("""
                create table journal_of_tests.journal_digest (until timestamptz, aggregate_type text, bucket int,
                    events bigint, hash numeric, primary key (until, aggregate_type, bucket))""");
        execute("""
                insert into journal_of_tests.domain_event
                select aggregate_type, aggregate_id, aggregate_version, event_id, recorded_at from reports_a.folded_event
                union
                select aggregate_type, aggregate_id, aggregate_version, event_id, coalesce(recorded_at, received_at)
                from quarantined_event
                where released_seq is null and discarded_at is null and event_id is not null""");
    }

    private void execute(String sql) {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<String> path = Arrays.asList(
                    exchange.getRequestURI().getPath().substring(1).split("/", -1));
            Object body = path.get(0).equals("issuer") ? issued(exchange, path) : told(exchange, path);
            byte[] bytes = JSON.writeValueAsBytes(body);
            exchange.sendResponseHeaders(body.equals("") ? 503 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private Object issued(HttpExchange exchange, List<String> path) throws IOException {
        if (path.contains(".well-known")) {
            return Map.of("token_endpoint", issuer() + "/token");
        }
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> wanted = Map.of(
                "grant_type", "client_credentials",
                "client_id", "reporting",
                "client_secret", "secret",
                "scope", "journal%3Adigest");
        return form.equals(wanted) ? Map.of("access_token", "the-token", "expires_in", 300) : "";
    }

    private Object told(HttpExchange exchange, List<String> path) {
        String owner = path.get(0);
        if (owner.equals(away)
                || !"Bearer the-token".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return "";
        }
        Set<String> types = TYPES.getOrDefault(owner, Set.of());
        if (path.size() == 4) {
            Instant until = digest.settledUntil();
            return Map.of(
                    "until",
                    until,
                    "buckets",
                    digest.before(until).stream()
                            .filter(bucket -> types.contains(bucket.aggregateType()))
                            .toList());
        }
        Map<String, String> query = fields(exchange.getRequestURI().getQuery());
        List<DigestEntry> entries = digest
                .entries(
                        Integer.parseInt(path.get(4)),
                        Instant.parse(String.valueOf(query.get("until"))),
                        Instant.EPOCH,
                        new UUID(0, 0),
                        Integer.MAX_VALUE)
                .stream()
                .filter(entry -> types.contains(entry.aggregateType()))
                .toList();
        int from = Integer.parseInt(query.getOrDefault("cursor", "0"));
        int to = Math.min(entries.size(), from + PAGE);
        Map<String, Object> page = new HashMap<>(Map.of("items", new ArrayList<>(entries.subList(from, to))));
        if (to < entries.size()) {
            page.put("nextCursor", Integer.toString(to));
        }
        return page;
    }

    private static Map<String, String> fields(String text) {
        return Arrays.stream(text.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }

    @Override
    public void close() {
        server.stop(0);
        execute("drop schema journal_of_tests cascade");
    }
}
