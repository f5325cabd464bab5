package jp.go.jica.partnerships.conventions.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jspecify.annotations.Nullable;

/** In which form a caller wants an answer that can be given as JSON and as CSV. */
public final class AskedForm {

    private static final MediaType CSV = MediaType.valueOf("text/csv");

    private AskedForm() {}

    /**
     * Whether CSV is asked for, by the parameter {@code format} or else by the header {@code Accept}.
     *
     * @throws Refusal (400) for a format that is neither
     */
    public static boolean isCsv(@Nullable String format, HttpHeaders headers) {
        if (format != null) {
            return switch (format) {
                case "csv" -> true;
                case "json" -> false;
                default -> throw Refusal.invalid("unknown-format", "?format", "One of [csv, json] is wanted");
            };
        }
        // Ordered by preference; the framework has refused already whoever takes neither.
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE) || type.isCompatible(CSV))
                .findFirst()
                .map(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .orElse(false);
    }
}
