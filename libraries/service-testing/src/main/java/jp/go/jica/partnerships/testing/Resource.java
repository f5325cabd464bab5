package jp.go.jica.partnerships.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that come in this library's jar. */
final class Resource {
    private Resource() {}

    static String text(String path) {
        try (InputStream content = Resource.class.getResourceAsStream("/" + path)) {
            if (content == null) {
                throw new IllegalStateException("%s is not on the class path".formatted(path));
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
