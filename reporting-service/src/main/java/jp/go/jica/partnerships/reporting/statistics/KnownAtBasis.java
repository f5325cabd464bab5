package jp.go.jica.partnerships.reporting.statistics;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what it is told when something became known. */
public enum KnownAtBasis {
    /** When it was folded here. */
    FOLDED,
    /** When its owner recorded it: for what this database, made anew after a loss, was too young to fold then. */
    RECORDED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<KnownAtBasis> named(String wireName) {
        return Arrays.stream(values())
                .filter(basis -> basis.wireName().equals(wireName))
                .findFirst();
    }

    /** Of a position: those below zero are by recording. */
    public static KnownAtBasis of(long position) {
        return position < 0 ? RECORDED : FOLDED;
    }
}
