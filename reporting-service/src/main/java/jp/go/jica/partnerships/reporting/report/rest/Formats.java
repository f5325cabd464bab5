package jp.go.jica.partnerships.reporting.report.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.access.Caller;
import jp.go.jica.partnerships.conventions.access.Permissions;
import jp.go.jica.partnerships.reporting.report.Answered;
import jp.go.jica.partnerships.reporting.report.CsvMetadata;
import jp.go.jica.partnerships.reporting.report.JsonStat;
import jp.go.jica.partnerships.reporting.report.Language;
import jp.go.jica.partnerships.reporting.report.Spreadsheet;
import jp.go.jica.partnerships.reporting.report.Tagged;
import jp.go.jica.partnerships.reporting.report.TidyCsv;
import org.jspecify.annotations.Nullable;

/**
 * The form and the language in which a caller wants an answer, and which answers it has already.
 *
 * @param language null if the caller prefers none of those there are
 * @param ifNoneMatch the header as it came
 * @param unsuppressed whether the caller sees what others do not
 * @param uri of the request
 */
public record Formats(
        Form form, @Nullable Language language, @Nullable String ifNoneMatch, boolean unsuppressed, UriInfo uri) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * What the request asks for.
     *
     * @throws Refusal (400) for a format that is none of those of figures
     */
    public static Formats of(UriInfo uri, HttpHeaders headers, Caller caller) {
        return of(uri, headers, caller, Form.ofFigures());
    }

    /** Likewise where there is a page for people too. */
    public static Formats orPage(UriInfo uri, HttpHeaders headers, Caller caller) {
        return of(uri, headers, caller, EnumSet.allOf(Form.class));
    }

    private static Formats of(UriInfo uri, HttpHeaders headers, Caller caller, Set<Form> offered) {
        return new Formats(
                Form.asked(uri.getQueryParameters().getFirst("format"), headers, offered),
                Language.preferred(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE))
                        .orElse(null),
                headers.getHeaderString(HttpHeaders.IF_NONE_MATCH),
                caller.may(Permissions.PUBLISH),
                uri);
    }

    /** Whether the caller sent the tag of this answer. Compared weakly, as If-None-Match is (RFC 9110, 13.1.2). */
    public boolean had(String tag) {
        String own = "\"" + full(tag) + "\"";
        return ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(",", -1))
                        .map(String::strip)
                        .anyMatch(each -> each.equals("*") || each.equals(own) || each.equals("W/" + own));
    }

    /** The answer with its tag, or 304. */
    public <A extends Answered> Response answer(Tagged<A> tagged) {
        return answer(tagged, (answer, inLanguage) -> {
            throw new IllegalStateException(answer.report() + " has no page");
        });
    }

    /**
     * Likewise.
     *
     * @param page the answer as a page for people
     */
    public <A extends Answered> Response answer(
            Tagged<A> tagged, BiFunction<A, Language, Response.ResponseBuilder> page) {
        A answer = tagged.answer();
        return cacheable(answer == null ? Response.notModified() : written(answer, page), tagged.tag());
    }

    private <A extends Answered> Response.ResponseBuilder written(
            A answer, BiFunction<A, Language, Response.ResponseBuilder> page) {
        return switch (form) {
            case JSON -> Response.ok(answer, MediaType.APPLICATION_JSON);
            case CSV ->
                named(
                                streamed(
                                        out -> TidyCsv.write(answer.table(), language, out),
                                        Form.TEXT_CSV + "; charset=UTF-8; header=present"),
                                language)
                        .header(
                                HttpHeaders.LINK,
                                "<%s>; rel=\"describedby\"; type=\"%s\""
                                        .formatted(address(Form.CSVW), Form.CSV_METADATA));
            case CSVW ->
                named(
                        Response.ok(
                                text(CsvMetadata.of(answer.table(), languageOrEnglish(), address(Form.CSV))),
                                Form.CSV_METADATA),
                        languageOrEnglish());
            case JSON_STAT ->
                named(
                        streamed(out -> JsonStat.write(answer.cube(), languageOrEnglish(), out), Form.JSON_STATISTICS),
                        languageOrEnglish());
            case XLSX ->
                named(
                                streamed(
                                        out -> Spreadsheet.write(answer.table(), languageOrEnglish(), out),
                                        Form.SPREADSHEET),
                                languageOrEnglish())
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"%s.xlsx\"".formatted(answer.report()));
            case HTML -> named(page.apply(answer, languageOrEnglish()), languageOrEnglish());
        };
    }

    private static Response.ResponseBuilder named(Response.ResponseBuilder response, @Nullable Language language) {
        return language == null ? response : response.header(HttpHeaders.CONTENT_LANGUAGE, language.code());
    }

    /** Written while it is sent: it may be long. */
    private static Response.ResponseBuilder streamed(Writing writing, String mediaType) {
        StreamingOutput body = out -> {
            try {
                writing.to(out);
            } catch (UncheckedIOException callerWentAway) {
                throw callerWentAway.getCause();
            }
        };
        return Response.ok(body, mediaType);
    }

    @FunctionalInterface
    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static String text(Object metadata) {
        try {
            return JSON.writeValueAsString(metadata);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    // Weak: two answers with one tag have the same figures; how long ago an owner was complete may differ.
    private Response cacheable(Response.ResponseBuilder response, String tag) {
        return response.tag(new EntityTag(full(tag), true))
                .header(HttpHeaders.VARY, "Accept, Accept-Language, Authorization")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private String full(String tag) {
        return Stream.of(
                        tag,
                        unsuppressed ? "all" : "suppressed",
                        form.word(),
                        language == null ? "any" : language.code())
                .collect(Collectors.joining("-"));
    }

    private Language languageOrEnglish() {
        return language == null ? Language.ENGLISH : language;
    }

    /** The same request for another form. */
    private String address(Form other) {
        String query = uri.getRequestUri().getRawQuery();
        Stream<String> same = query == null
                ? Stream.empty()
                : Arrays.stream(query.split("&", -1)).filter(parameter -> !parameter.startsWith("format="));
        return uri.getRequestUri().getRawPath()
                + Stream.concat(same, Stream.of("format=" + other.word())).collect(Collectors.joining("&", "?", ""));
    }
}
