package jp.go.jica.partnerships.agreements.agreement;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.PartialDate;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the track record: what was done under the agreement, or goes on since.
 *
 * @param date when it was, as exactly as it is known; of what goes on, since when, so that a report can tell for how many years
 * @param endedOn when it ended, if it took longer than the date says
 * @param programIds the programs that it belongs to
 * @param source the page or document that says so; needed for what goes on since a year
 */
public record ActivityDetails(
        @NotNull Kind kind,
        @NotNull @Valid BilingualText title,
        @NotNull PartialDate date,
        @Nullable PartialDate endedOn,

        @Size(max = 300) @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*") @Nullable
        String place,

        @Nullable CountryCode country,
        @Size(max = 50) List<@NotNull UUID> programIds,

        @Size(max = 1_000) @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*") @Nullable
        String source) {

    /** What sort of activity. */
    public enum Kind {
        DISPATCH,
        ACCEPTANCE,
        JOINT_SEMINAR,
        FACILITY_FOUNDED,
        DECLARATION,
        /** Goes on since its date. */
        CONTINUING_SUPPORT,
        OTHER
    }

    public ActivityDetails {
        programIds = programIds == null ? List.of() : programIds;
    }

    void check(String at, LocalDate today) {
        if (date.firstDay().isAfter(today)) {
            throw Refusal.brokenRule("date-in-future", at + "/date", "%s is still to come".formatted(date));
        }
        if (endedOn != null && endedOn.lastDay().isBefore(date.firstDay())) {
            throw Refusal.brokenRule("dates-out-of-order", at + "/endedOn", "It ended before it began");
        }
        if (kind == Kind.CONTINUING_SUPPORT && (source == null || source.isBlank())) {
            throw Refusal.brokenRule(
                    "source-missing",
                    at + "/source",
                    "What goes on since %s needs a source that says so".formatted(date));
        }
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < programIds.size(); i++) {
            if (!seen.add(programIds.get(i))) {
                throw Refusal.brokenRule("named-twice", at + "/programIds/" + i, "The same stands there twice");
            }
        }
    }
}
