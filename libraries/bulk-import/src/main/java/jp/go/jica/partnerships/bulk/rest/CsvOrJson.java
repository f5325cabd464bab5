package jp.go.jica.partnerships.bulk.rest;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.function.Consumer;
import jp.go.jica.partnerships.bulk.csv.CsvText;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.rest.AskedForm;
import org.jspecify.annotations.Nullable;

/** The two forms of a list. */
public final class CsvOrJson {

    public static final String CSV = "text/csv";

    private CsvOrJson() {}

    /**
     * Whether CSV is asked for, by the parameter {@code format} or else by the header {@code Accept}.
     *
     * @throws Refusal (400) for a format that is neither
     */
    public static boolean wantsCsv(@Nullable String format, HttpHeaders headers) {
        return AskedForm.isCsv(format, headers);
    }

    /** Written while it is sent: it may be longer than the memory. */
    public static Response csv(String fileName, Consumer<CsvText> rows) {
        StreamingOutput body = out -> {
            try (CsvText text = new CsvText(out)) {
                rows.accept(text);
            }
        };
        return Response.ok(body, CSV + "; charset=UTF-8; header=present")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"")
                .header(HttpHeaders.VARY, "Accept, Authorization")
                .build();
    }
}
