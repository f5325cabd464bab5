package jp.go.jica.partnerships.reporting.report.rest;

import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.rest.AskedForm;
import jp.go.jica.partnerships.reporting.report.Answer;
import jp.go.jica.partnerships.reporting.report.Tagged;
import jp.go.jica.partnerships.reporting.report.TidyCsv;
import org.jspecify.annotations.Nullable;

/**
 * The form in which a caller wants an answer, and which answers it has already.
 *
 * @param csv JSON otherwise
 * @param ifNoneMatch the header as it came
 */
public record Formats(boolean csv, @Nullable String ifNoneMatch) {

    public static final String CSV = "text/csv";

    /**
     * What the request asks for.
     *
     * @throws Refusal (400) for a format that is none of these
     */
    public static Formats of(UriInfo uri, HttpHeaders headers) {
        return new Formats(
                AskedForm.isCsv(uri.getQueryParameters().getFirst("format"), headers),
                headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
    }

    /** Whether the caller sent the tag of this answer. Compared weakly, as If-None-Match is (RFC 9110, 13.1.2). */
    public boolean had(String tag) {
        String own = "\"" + full(tag) + "\"";
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(each -> each.equals("*") || each.equals(own) || each.equals("W/" + own));
    }

    public Response answer(Tagged<Answer> tagged, List<String> keyNames) {
        return answer(tagged, answer -> TidyCsv.of(answer, keyNames));
    }

    /**
     * The answer with its tag, or 304.
     *
     * @param asCsv writes the answer as CSV
     */
    public <A> Response answer(Tagged<A> tagged, Function<A, String> asCsv) {
        A answer = tagged.answer();
        if (answer == null) {
            return cacheable(Response.notModified(), tagged.tag());
        }
        Response.ResponseBuilder response = csv
                ? Response.ok(asCsv.apply(answer), CSV + "; charset=UTF-8; header=present")
                : Response.ok(answer, MediaType.APPLICATION_JSON);
        return cacheable(response, tagged.tag());
    }

    // Weak: two answers with one tag have the same figures; how long ago an owner was complete may differ.
    private Response cacheable(Response.ResponseBuilder response, String tag) {
        return response.tag(new EntityTag(full(tag), true))
                .header(HttpHeaders.VARY, "Accept, Accept-Language, Authorization")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private String full(String tag) {
        return tag + (csv ? "-csv" : "-json");
    }
}
