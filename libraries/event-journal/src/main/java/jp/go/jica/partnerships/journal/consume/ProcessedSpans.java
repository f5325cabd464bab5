package jp.go.jica.partnerships.journal.consume;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span for each stored event whose trace is sampled, as a child of the span that appended it to the journal. It is
 * made when the batch is durable, from its start to its end, so that nothing is traced that was rolled back.
 */
final class ProcessedSpans {

    private static final TextMapGetter<Map<String, String>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    };

    private final Tracer tracer;
    private final String group;

    ProcessedSpans(Tracer tracer, String group) {
        this.tracer = tracer;
        this.group = group;
    }

    void stored(List<ReceivedRecord> batch, Instant began, Instant ended) {
        for (ReceivedRecord event : batch) {
            Context cause = W3CTraceContextPropagator.getInstance().extract(Context.root(), event.headers(), HEADERS);
            if (Span.fromContext(cause).getSpanContext().isSampled()) {
                tracer.spanBuilder("process " + event.topic())
                        .setParent(cause)
                        .setSpanKind(SpanKind.CONSUMER)
                        .setStartTimestamp(began)
                        .setAttribute("messaging.system", "kafka")
                        .setAttribute("messaging.operation.type", "process")
                        .setAttribute("messaging.destination.name", event.topic())
                        .setAttribute("messaging.destination.partition.id", Integer.toString(event.partition()))
                        .setAttribute("messaging.kafka.offset", event.offset())
                        .setAttribute("messaging.consumer.group.name", group)
                        .setAttribute("messaging.batch.message_count", batch.size())
                        .startSpan()
                        .end(ended);
            }
        }
    }
}
