package jp.go.jica.partnerships.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;

/** A receiver of OTLP over HTTP: what the service under test exports arrives here within a fraction of a second. */
public final class CollectedSpans implements AutoCloseable {

    private static final int MOST = 10_000;

    private final LinkedBlockingDeque<CollectedSpan> spans = new LinkedBlockingDeque<>(MOST);
    private final HttpServer server;

    /** One span, its ids as hexadecimal digits; {@code parentId} is empty where the trace begins. */
    public record CollectedSpan(String name, Span.SpanKind kind, String traceId, String id, String parentId) {}

    CollectedSpans() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::receive);
        server.start();
    }

    /** The spans of one trace that have arrived so far. */
    public List<CollectedSpan> ofTrace(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            for (ResourceSpans resource : request.getResourceSpansList()) {
                for (ScopeSpans scope : resource.getScopeSpansList()) {
                    scope.getSpansList().forEach(this::keep);
                }
            }
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(Span span) {
        HexFormat hex = HexFormat.of();
        while (!spans.offerLast(new CollectedSpan(
                span.getName(),
                span.getKind(),
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray())))) {
            spans.pollFirst();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
