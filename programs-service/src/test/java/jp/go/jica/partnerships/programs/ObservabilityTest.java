package jp.go.jica.partnerships.programs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import jp.go.jica.partnerships.testing.CollectedSpans;
import jp.go.jica.partnerships.testing.CollectedSpans.CollectedSpan;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** Traces and refusals as an operator sees them; the library that makes them is the same in every service. */
@QuarkusTest
@WithRealServers(service = "programs")
class ObservabilityTest {

    private static final String PROGRAMS = "/v1/programs";
    private static final String ADOPTION = "POST /v1/programs/{id}/adoption";

    @FromServers
    CollectedSpans spans;

    @FromServers
    ServiceDatabase database;

    @Inject
    MeterRegistry meters;

    @Test
    void theCallersTraceGoesThroughTheRequestIntoTheJournal() throws SQLException {
        String traceId = UUID.randomUUID().toString().replace("-", "");
        Response created = proposal()
                .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01")
                .post(PROGRAMS);
        assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
        String stored = traceparentOf(created.path("id"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> spans.ofTrace(traceId).size() == 2);
        CollectedSpan request = span(traceId, SpanKind.SPAN_KIND_SERVER);
        CollectedSpan append = span(traceId, SpanKind.SPAN_KIND_PRODUCER);
        assertThat(request.name()).isEqualTo("POST /v1/programs");
        assertThat(request.parentId()).isEqualTo("00f067aa0ba902b7");
        assertThat(append.name()).isEqualTo("append programs.program-proposed.v1");
        assertThat(append.parentId()).isEqualTo(request.id());
        assertThat(stored).isEqualTo("00-" + traceId + "-" + append.id() + "-01");
        assertThat(created.header("traceresponse")).isEqualTo("00-" + traceId + "-" + request.id() + "-01");
    }

    @Test
    void aRequestWithoutATraceGetsOneThatEveryAnswerNames() throws SQLException {
        Response created = proposal().post(PROGRAMS);
        String traceId = traceId(created);
        assertThat(traceparentOf(created.path("id"))).startsWith("00-" + traceId + "-");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(
                                span(traceId, SpanKind.SPAN_KIND_SERVER).parentId())
                        .isEmpty());
        for (Response problem : List.of(
                proposal().body("{").post(PROGRAMS),
                proposal().get(PROGRAMS + "/" + UUID.randomUUID()),
                proposal().get("/v1/nothing"),
                proposal().delete(PROGRAMS),
                given().get(PROGRAMS))) {
            assertThat(problem.statusCode()).isBetween(400, 499);
            assertThat(problem.<String>path("traceId")).as(problem.asString()).isEqualTo(traceId(problem));
        }
    }

    @Test
    void aTraceThatTheCallerDoesNotSampleIsNotExportedButNamed() throws SQLException {
        String traceId = UUID.randomUUID().toString().replace("-", "");
        Response created = proposal()
                .header("traceparent", "00-" + traceId + "-00f067aa0ba902b7-00")
                .post(PROGRAMS);
        String later = traceId(proposal().get(PROGRAMS));
        await().atMost(Duration.ofSeconds(10)).until(() -> !spans.ofTrace(later).isEmpty());
        assertThat(spans.ofTrace(traceId)).isEmpty();
        assertThat(traceId(created)).isEqualTo(traceId);
        assertThat(traceparentOf(created.path("id")))
                .startsWith("00-" + traceId)
                .endsWith("-00");
    }

    @Test
    void everyRefusalIsCountedAndLoggedOnceWithoutAnythingPersonal() {
        String id = proposal().post(PROGRAMS).path("id");
        String token = Tokens.with("analyst")
                .offices("SKK")
                .subject("3f1c-analyst\nforged line")
                .token();
        double forbidden = count("403", "forbidden", ADOPTION);
        double unknown = count("401", "unauthorized", ADOPTION);
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = keeping(logged);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        Response refused;
        Response strange;
        try {
            refused = adoption(id, token);
            strange = adoption(
                    id, Tokens.with("approver").subject("Keomany").forged().token());
        } finally {
            root.removeHandler(handler);
        }
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(strange.statusCode()).isEqualTo(401);
        assertThat(count("403", "forbidden", ADOPTION)).isEqualTo(forbidden + 1);
        assertThat(count("401", "unauthorized", ADOPTION)).isEqualTo(unknown + 1);
        assertThat(logged.stream().filter(line -> line.contains("Refused with")))
                .containsExactly(
                        "Refused with 403 forbidden: %s, subject 3f1c-analyst?forged?line, trace %s"
                                .formatted(ADOPTION, traceId(refused)),
                        "Refused with 401 unauthorized: %s, subject unknown, trace %s"
                                .formatted(ADOPTION, traceId(strange)));
        assertThat(String.join("\n", logged)).doesNotContain(token, "Keomany", id);
    }

    private double count(String status, String reason, String operation) {
        var counter = meters.find("partnerships.refusals")
                .tags("status", status, "reason", reason, "operation", operation)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private static Response adoption(String id, String token) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body("{\"adoptedOn\":\"2015-09-01\"}")
                .post(PROGRAMS + "/" + id + "/adoption?name=Keomany");
    }

    private static RequestSpecification proposal() {
        return given().auth()
                .oauth2(Tokens.recorder("SKK"))
                .contentType("application/json")
                .body("""
            {"programCode":"O-%s","title":{"en":"Uchiwa fans","ja":"うちわ"},"scheme":"JPP-LG","leadOffice":"SKK",
             "countries":[{"code":"LA"}],"sectors":[{"code":"32140"}],
             "partners":[{"localGovernment":"372021","role":"IMPLEMENTING"}],
             "proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"}""".formatted(UUID.randomUUID()));
    }

    private static String traceId(Response answer) {
        assertThat(answer.header("traceresponse"))
                .as(answer.statusLine())
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
        return answer.header("traceresponse").substring(3, 35);
    }

    private CollectedSpan span(String traceId, SpanKind kind) {
        return spans.ofTrace(traceId).stream()
                .filter(span -> span.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no span of kind " + kind));
    }

    private String traceparentOf(String aggregateId) throws SQLException {
        try (Connection connection = database.asService();
                var select = connection.prepareStatement(
                        "select traceparent from domain_event where aggregate_id = ?::uuid")) {
            select.setString(1, aggregateId);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static Handler keeping(List<String> lines) {
        SimpleFormatter formatter = new SimpleFormatter();
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                lines.add(formatter.formatMessage(entry));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
