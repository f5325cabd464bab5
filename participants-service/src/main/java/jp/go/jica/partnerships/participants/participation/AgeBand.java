package jp.go.jica.partnerships.participants.participation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Age in completed years on the planned first day of the run, in tens of years: events never tell a birth date. */
public enum AgeBand {
    UNDER_20,
    @JsonProperty("20-29")
    FROM_20_TO_29,
    @JsonProperty("30-39")
    FROM_30_TO_39,
    @JsonProperty("40-49")
    FROM_40_TO_49,
    @JsonProperty("50-59")
    FROM_50_TO_59,
    @JsonProperty("60_AND_OVER")
    FROM_60,
    NOT_STATED;

    static AgeBand on(LocalDate day, @Nullable LocalDate birthDate) {
        if (birthDate == null) {
            return NOT_STATED;
        }
        long years = ChronoUnit.YEARS.between(birthDate, day);
        if (years < 20) {
            return UNDER_20;
        }
        if (years < 30) {
            return FROM_20_TO_29;
        }
        if (years < 40) {
            return FROM_30_TO_39;
        }
        if (years < 50) {
            return FROM_40_TO_49;
        }
        return years < 60 ? FROM_50_TO_59 : FROM_60;
    }
}
