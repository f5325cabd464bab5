package jp.go.jica.partnerships.conventions.rest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** A day as 2015-04-01, within the times that records can be of: year 9999 is a slip or a trick. */
final class BusinessDay {

    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    private BusinessDay() {}

    static Optional<LocalDate> read(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR ? Optional.of(date) : Optional.empty();
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
