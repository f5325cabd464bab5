package jp.go.jica.partnerships.journal;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** The W3C trace context of what runs now, {@code 00-<trace id>-<span id>-<flags>}; null where nothing is traced. */
public final class TraceParent {

    private TraceParent() {}

    public static @Nullable String current() {
        return of(Span.current().getSpanContext());
    }

    public static @Nullable String of(SpanContext span) {
        return span.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                span.getTraceId(),
                                span.getSpanId(),
                                span.getTraceFlags().asHex())
                : null;
    }

    /** Does the work as a part of that trace; of none if it is null. */
    public static void resume(@Nullable String traceParent, Runnable work) {
        if (traceParent == null) {
            work.run();
            return;
        }
        String[] parts = traceParent.split("-", -1);
        SpanContext span = SpanContext.createFromRemoteParent(
                parts[1], parts[2], TraceFlags.fromHex(parts[3], 0), TraceState.getDefault());
        Context.current().with(Span.wrap(span)).wrap(work).run();
    }

    /** The trace id alone, 32 hexadecimal digits. */
    public static @Nullable String currentTraceId() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : null;
    }
}
