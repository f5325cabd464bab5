package jp.go.jica.partnerships.reporting.annual.rest;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.reporting.annual.AnnualAnswer;
import jp.go.jica.partnerships.reporting.report.Language;
import jp.go.jica.partnerships.reporting.report.StatusNames;
import org.jspecify.annotations.Nullable;

/** The yearly report as a page for people, on screen and on paper. It loads nothing and runs nothing. */
final class AnnualPage {

    // As it stands between the tags: the policy allows this very text and no other.
    private static final String STYLE = """
            body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:2rem auto;max-width:70rem;padding:0 1rem}
            table{border-collapse:collapse;width:100%}
            caption{text-align:start;font-weight:bold;padding:.5rem 0}
            th,td{border-bottom:1px solid #767676;padding:.5rem;text-align:start;vertical-align:top}
            td.number{text-align:end;font-variant-numeric:tabular-nums}
            dt{font-weight:bold}
            a{color:#0b4a8f}
            @media print{body{margin:0;max-width:none}a{color:inherit}tr,li{break-inside:avoid}thead{display:table-header-group}}
            """;

    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
                    .formatted(hash(STYLE));

    private static final DateTimeFormatter ENGLISH_DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter JAPANESE_DAY = DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.JAPANESE);

    // Four digits read well without a separator, and a year has none.
    private static final long UNGROUPED_BELOW = 10_000;

    private final Language language;

    private AnnualPage(Language language) {
        this.language = language;
    }

    static Response.ResponseBuilder of(AnnualAnswer answer, Language language) {
        String html = Templates.annual(new AnnualPage(language).page(answer)).render();
        return Response.ok(html, MediaType.TEXT_HTML + "; charset=UTF-8").header("Content-Security-Policy", POLICY);
    }

    @CheckedTemplate
    static final class Templates {

        private Templates() {}

        static native TemplateInstance annual(Page page);
    }

    /**
     * Everything that stands on the page, in its language.
     *
     * @param period first and last day
     */
    record Page(
            String language,
            String style,
            String title,
            String period,
            Words words,
            List<Line> lines,
            List<Section> sections,
            List<Known> knowledge) {}

    /** What the columns and lists are called. */
    record Words(
            String figures,
            String figure,
            String value,
            String rounded,
            String status,
            String origin,
            String source,
            String explain,
            String details,
            String knowledge) {}

    /**
     * A figure.
     *
     * @param value for machines
     * @param shown for people
     * @param rounded for machines
     * @param shownRounded for people
     */
    record Line(
            String id,
            String text,
            boolean day,
            String value,
            String shown,
            @Nullable String rounded,
            @Nullable String shownRounded,
            String status,
            String source,
            String explain) {}

    /** What a figure is made of. */
    record Section(String id, String text, List<String> items) {}

    /** Something under which the figures stand. */
    record Known(String name, String value) {}

    private Page page(AnnualAnswer answer) {
        int year = Objects.requireNonNull(answer.period().fiscalYear(), "The yearly report is on one year");
        return new Page(
                language.code(),
                STYLE,
                say(
                        "JICA's partnerships with local governments: fiscal year %d".formatted(year),
                        "JICAと地方自治体の連携 %d年度".formatted(year)),
                "%s – %s"
                        .formatted(
                                shown(answer.period().start()),
                                shown(answer.period().end())),
                new Words(
                        say("Figures", "数値"),
                        say("Figure", "項目"),
                        say("Value", "値"),
                        say("Rounded", "概数"),
                        say("Status", "状態"),
                        say("Where it comes from", "根拠"),
                        say("source", "出典"),
                        say("records behind it", "内訳の記録"),
                        say("What the figures are made of", "数値の内訳"),
                        say("What these figures know", "この数値の把握時点")),
                answer.figures().stream().map(this::line).toList(),
                answer.figures().stream().flatMap(this::section).toList(),
                answer.table().knowledge().entrySet().stream()
                        .map(known -> new Known(
                                language.of(known.getKey().label()),
                                known.getValue().toString()))
                        .toList());
    }

    private Line line(AnnualAnswer.Figure figure) {
        Object value = figure.value();
        Long rounded = figure.rounded();
        String since = figure.from() == null
                ? ""
                : say(" (since fiscal year %d)", "(%d年度から)").formatted(figure.from());
        return new Line(
                figure.id(),
                language.of(figure.text()) + since,
                value instanceof LocalDate,
                Objects.toString(value, ""),
                value == null ? say("none", "なし") : shown(value),
                rounded == null ? null : rounded.toString(),
                rounded == null ? null : say("about ", "約") + shown(rounded),
                figure.status() == null ? "" : language.of(StatusNames.of(figure.status())),
                figure.source(),
                figure.explain());
    }

    private Stream<Section> section(AnnualAnswer.Figure figure) {
        List<Map<String, Object>> details = figure.details();
        return details == null || details.isEmpty()
                ? Stream.empty()
                : Stream.of(new Section(
                        figure.id(),
                        language.of(figure.text()),
                        details.stream().map(this::item).toList()));
    }

    /** A day, the name, and the figures, as far as there are any; the codes are in the other forms. */
    private String item(Map<String, Object> details) {
        List<String> parts = new ArrayList<>();
        Object day = details.get("date");
        if (day != null) {
            parts.add(day.toString());
        }
        boolean named = false;
        for (Object value : details.values()) {
            if (value instanceof Label label) {
                parts.add(language.of(label));
                named = true;
            } else if (named && (value instanceof Number || value instanceof LocalDate)) {
                parts.add(shown(value));
            }
        }
        return String.join(say(": ", ":"), parts);
    }

    private String shown(Object value) {
        if (value instanceof LocalDate day) {
            return day.format(language == Language.JAPANESE ? JAPANESE_DAY : ENGLISH_DAY);
        }
        return value instanceof Number number && number.longValue() >= UNGROUPED_BELOW
                ? String.format(Locale.ROOT, "%,d", number.longValue())
                : value.toString();
    }

    private String say(String en, String ja) {
        return language.of(new Label(en, ja));
    }

    private static String hash(String style) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
