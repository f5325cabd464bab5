package jp.go.jica.partnerships.reporting.report.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jspecify.annotations.Nullable;

/** A form in which figures are answered. */
public enum Form {
    JSON("json", MediaType.APPLICATION_JSON),
    CSV("csv", Form.TEXT_CSV),
    /** What the columns of the CSV are. */
    CSVW("csvw", Form.CSV_METADATA),
    JSON_STAT("jsonstat", Form.JSON_STATISTICS),
    XLSX("xlsx", Form.SPREADSHEET),
    /** A page for people; of the yearly report alone. */
    HTML("html", MediaType.TEXT_HTML);

    public static final String TEXT_CSV = "text/csv";
    public static final String CSV_METADATA = "application/csvm+json";
    public static final String JSON_STATISTICS = "application/vnd.jsonstat+json";
    public static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final String word;
    private final String mediaType;

    Form(String word, String mediaType) {
        this.word = word;
        this.mediaType = mediaType;
    }

    /** Those of every answer. */
    static Set<Form> ofFigures() {
        return EnumSet.complementOf(EnumSet.of(HTML));
    }

    /**
     * The one that is asked for, by the parameter {@code format} or else by the header {@code Accept}.
     *
     * @param offered JSON and others
     * @throws Refusal (400) for a word that is none of these
     */
    static Form asked(@Nullable String format, HttpHeaders headers, Set<Form> offered) {
        if (format != null) {
            return offered.stream()
                    .filter(form -> form.word.equals(format))
                    .findFirst()
                    .orElseThrow(() -> Refusal.invalid(
                            "unknown-format",
                            "?format",
                            "One of [%s] is wanted"
                                    .formatted(offered.stream().map(Form::word).collect(Collectors.joining(", ")))));
        }
        // Ordered by preference; the framework has refused already whoever takes none.
        return headers.getAcceptableMediaTypes().stream()
                .flatMap(type -> of(type, offered).stream())
                .findFirst()
                .orElse(JSON);
    }

    private static Optional<Form> of(MediaType type, Set<Form> offered) {
        return Arrays.stream(values())
                .filter(offered::contains)
                .filter(form -> MediaType.valueOf(form.mediaType).isCompatible(type))
                .findFirst();
    }

    /** As {@code ?format=} takes it. */
    String word() {
        return word;
    }

    String mediaType() {
        return mediaType;
    }
}
