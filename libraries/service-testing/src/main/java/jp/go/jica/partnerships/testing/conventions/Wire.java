package jp.go.jica.partnerships.testing.conventions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import jp.go.jica.partnerships.testing.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;

/** Sends requests to the service under test byte by byte, so that also those go out that no client would write. */
public final class Wire {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 30_000;

    private Wire() {}

    /** What came back; the names of headers are in lower case. */
    public record Answer(int status, Map<String, String> headers, String body) {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("No JSON: " + this, e);
            }
        }
    }

    /** Somebody with every role of a person, for all offices: what is refused is refused for another reason. */
    public static String everybody() {
        return Tokens.with("recorder", "approver", "analyst", "statistician", "auditor", "administrator")
                .offices("*")
                .token();
    }

    /** A request with such a token. */
    public static Answer send(String method, String address, Map<String, String> headers, String body) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putIfAbsent("Authorization", "Bearer " + everybody());
        return sendAnonymously(method, address, all, body);
    }

    public static Answer sendAnonymously(String method, String address, Map<String, String> headers, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> all = new TreeMap<>(headers);
        if (content.length > 0 && !all.containsKey("Transfer-Encoding")) {
            all.put("Content-Length", Integer.toString(content.length));
        }
        StringBuilder head = new StringBuilder(method + " " + address + " HTTP/1.1\r\nHost: test\r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Connection: close\r\n\r\n");
        return exchange(head.toString().getBytes(StandardCharsets.ISO_8859_1), content);
    }

    private static Answer exchange(byte[] head, byte[] content) {
        URI service = URI.create(ConfigProvider.getConfig().getValue("test.url", String.class));
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(head);
                socket.getOutputStream().write(content);
            } catch (SocketException refusedBeforeTheEnd) {
                // The answer to a body that is too large comes before it has been sent.
            }
            return read(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("No HTTP answer: " + all);
        }
        String[] lines = all.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.merge(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).strip(),
                    (one, other) -> one + ", " + other);
        }
        String body = all.substring(end + 4);
        boolean chunked = "chunked".equals(headers.get("transfer-encoding"));
        return new Answer(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, chunked ? joined(body) : body);
    }

    // The lengths count bytes.
    private static String joined(String chunks) {
        byte[] bytes = chunks.getBytes(StandardCharsets.UTF_8);
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (at < bytes.length) {
            int line = at;
            while (bytes[line] != '\r') {
                line++;
            }
            int length = Integer.parseInt(new String(bytes, at, line - at, StandardCharsets.US_ASCII), 16);
            body.append(new String(bytes, line + 2, length, StandardCharsets.UTF_8));
            at = line + 2 + length + 2;
        }
        return body.toString();
    }
}
