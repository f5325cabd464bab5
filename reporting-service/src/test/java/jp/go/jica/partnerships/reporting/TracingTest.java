package jp.go.jica.partnerships.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.UUID;
import jp.go.jica.partnerships.testing.CollectedSpans;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** The fold belongs to the trace of the change that it folds. */
@QuarkusTest
@WithRealServers(service = "reporting")
class TracingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @FromServers
    EventPublisher publisher;

    @FromServers
    CollectedSpans spans;

    @Test
    void theFoldOfAnEventIsASpanBelowTheOneThatAppendedIt() {
        String sampled = traceId();
        String unsampled = traceId();
        publisher.publish(
                Published.program(UUID.randomUUID()).at(1).tracedBy("00-" + unsampled + "-00f067aa0ba902b7-00"),
                Published.program(UUID.randomUUID()).at(1).tracedBy("no trace context"),
                Published.program(UUID.randomUUID()).at(1),
                Published.program(UUID.randomUUID()).at(1).tracedBy("00-" + sampled + "-00f067aa0ba902b7-01"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(spans.ofTrace(sampled))
                        .singleElement()
                        .satisfies(span -> {
                            assertThat(span.name()).isEqualTo("process programs.program.v1");
                            assertThat(span.kind()).isEqualTo(SpanKind.SPAN_KIND_CONSUMER);
                            assertThat(span.parentId()).isEqualTo("00f067aa0ba902b7");
                        }));
        assertThat(spans.ofTrace(unsampled)).isEmpty();
    }

    private static String traceId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
