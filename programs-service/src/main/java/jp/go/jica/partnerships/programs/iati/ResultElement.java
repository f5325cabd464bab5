package jp.go.jica.partnerships.programs.iati;

import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.programs.program.OutcomeDetails;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Label;
import org.jspecify.annotations.Nullable;

/**
 * One {@code result}. The schema wants an indicator, and what came of a program is told, not measured: so it is a
 * qualitative one, which has no value, with the days on one of which it came about as its period.
 */
final class ResultElement {

    // Of the list IndicatorMeasure.
    private static final String QUALITATIVE = "5";

    private final Markup xml;

    ResultElement(Markup xml) {
        this.xml = xml;
    }

    void write(OutcomeDetails outcome) {
        xml.open("result", "type", outcome.type());
        title(outcome, "title");
        place(outcome);
        xml.open("indicator", "measure", QUALITATIVE);
        title(outcome, "title");
        xml.open("period");
        xml.empty("period-start", "iso-date", outcome.date().firstDay().toString());
        xml.empty("period-end", "iso-date", outcome.date().lastDay().toString());
        xml.open("actual");
        title(outcome, "comment");
        xml.close().close().close().close();
    }

    private void title(OutcomeDetails outcome, String element) {
        xml.open(element).narratives(outcome.title().en(), outcome.title().ja()).close();
    }

    // The place is told in one language, the country in both.
    private void place(OutcomeDetails outcome) {
        Label country = outcome.country() == null
                ? null
                : Countries.of(outcome.country()).name();
        String en = joined(inLanguage(outcome.place(), Language.ENGLISH), country == null ? null : country.en());
        String ja = joined(inLanguage(outcome.place(), Language.JAPANESE), country == null ? null : country.ja());
        if (en.isEmpty() && ja.isEmpty()) {
            return;
        }
        xml.open("description");
        if (!en.isEmpty()) {
            xml.narrative(Language.ENGLISH, en);
        }
        if (!ja.isEmpty()) {
            xml.narrative(Language.JAPANESE, ja);
        }
        xml.close();
    }

    private static @Nullable String inLanguage(@Nullable String place, Language language) {
        return place != null && !place.isBlank() && Language.of(place) == language ? place : null;
    }

    private static String joined(@Nullable String place, @Nullable String country) {
        return Stream.of(place, country).filter(Objects::nonNull).collect(Collectors.joining(", "));
    }
}
