package jp.go.jica.partnerships.referencedata;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A name that was in use before the present one.
 *
 * @param from first day, null if always or not known
 * @param to last day, null if not known; without it the name is listed and never used for a date
 * @param unverified true if the dates or the wording still need a source
 */
public record FormerName(
        Label name, @Nullable LocalDate from, @Nullable LocalDate to, boolean unverified) {

    boolean wasUsedOn(LocalDate date) {
        return to != null && !date.isAfter(to) && (from == null || !date.isBefore(from));
    }
}
