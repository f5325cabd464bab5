package jp.go.jica.partnerships.journal;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
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

    /** The trace id alone, 32 hexadecimal digits. */
    public static @Nullable String currentTraceId() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() ? span.getTraceId() : null;
    }
}
