package jp.go.jica.partnerships.referencedata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiscalYearTest {

    @ParameterizedTest
    @CsvSource({
        "2015-03-31, 2014",
        "2015-04-01, 2015",
        "2016-02-29, 2015",
        "2016-03-31, 2015",
        "2016-04-01, 2016",
        "2007-01-17, 2006"
    })
    void beginsOnTheFirstOfApril(LocalDate date, int startYear) {
        assertThat(FiscalYear.of(date)).isEqualTo(FiscalYear.of(startYear));
    }

    @Test
    void everyDateOfFortyYearsLiesInExactlyOneFiscalYearAndThatOneIsItsOwn() {
        LocalDate end = LocalDate.of(2030, 1, 1);
        for (LocalDate date = LocalDate.of(1990, 1, 1); date.isBefore(end); date = date.plusDays(1)) {
            FiscalYear year = FiscalYear.of(date);
            assertThat(year.startYear()).isEqualTo(date.minusMonths(3).getYear());
            assertThat(year.contains(date)).isTrue();
            assertThat(year.next().contains(date)).isFalse();
            assertThat(year.previous().contains(date)).isFalse();
            assertThat(year.start()).isBeforeOrEqualTo(date);
            assertThat(year.end()).isAfterOrEqualTo(date);
        }
    }

    @Test
    void theNextBeginsOnTheDayAfterTheEnd() {
        for (int year = 1990; year < 2030; year++) {
            FiscalYear fiscalYear = FiscalYear.of(year);
            assertThat(fiscalYear.next().start()).isEqualTo(fiscalYear.end().plusDays(1));
            assertThat(fiscalYear.next().previous()).isEqualTo(fiscalYear);
            assertThat(fiscalYear).isLessThan(fiscalYear.next());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Kiritimati", "America/Los_Angeles", "UTC", "Asia/Tokyo"})
    void theClockOfTokyoDecidesWhereverTheServerStands(String zone) {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        try {
            Instant lastSecond = Instant.parse("2016-03-31T14:59:59Z");
            Clock clock = Clock.fixed(lastSecond, ZoneId.of(zone));

            assertThat(FiscalYear.at(lastSecond)).isEqualTo(FiscalYear.of(2015));
            assertThat(FiscalYear.at(lastSecond.plusSeconds(1))).isEqualTo(FiscalYear.of(2016));
            assertThat(Tokyo.today(clock)).isEqualTo(LocalDate.of(2016, 3, 31));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void readsWhatItWrites() {
        for (int year = 1900; year < 2200; year++) {
            assertThat(FiscalYear.parse(FiscalYear.of(year).toString())).isEqualTo(FiscalYear.of(year));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1899, 2200, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void refusesYearsThatCanOnlyBeSlips(int year) {
        assertThatThrownBy(() -> FiscalYear.of(year))
                .isInstanceOf(InvalidCode.class)
                .hasMessageContaining("is not a fiscal year between 1900 and 2199");
    }
}
