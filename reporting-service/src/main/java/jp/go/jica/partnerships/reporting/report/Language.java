package jp.go.jica.partnerships.reporting.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jp.go.jica.partnerships.referencedata.Label;
import org.jspecify.annotations.Nullable;

/** The languages in which things have names. */
public enum Language {
    ENGLISH("en"),
    JAPANESE("ja");

    private final String code;

    Language(String code) {
        this.code = code;
    }

    /**
     * The one that a caller prefers, of these two.
     *
     * @param acceptLanguage the header as it came; one that cannot be read says nothing
     */
    public static Optional<Language> preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return Optional.empty();
        }
        List<Locale.LanguageRange> ranges;
        try {
            ranges = Locale.LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
        return ranges.stream()
                .filter(range -> range.getWeight() > 0)
                .flatMap(range -> of(range.getRange()).stream())
                .findFirst();
    }

    private static Optional<Language> of(String range) {
        for (Language language : values()) {
            if (range.equals(language.code) || range.startsWith(language.code + "-")) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }

    /** As in HTML and HTTP. */
    public String code() {
        return code;
    }

    public String of(Label label) {
        return this == JAPANESE ? label.ja() : label.en();
    }
}
