package jp.go.jica.partnerships.systemtests.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program, proposed, adopted and, where the plan says so, held and completed.
 *
 * @param body of {@code POST /v1/programs}
 * @param held when it was really held, null if it is only adopted
 */
public record PlannedProgram(
        Body body, LocalDate adoptedOn, @Nullable Held held, List<PlannedRun> runs) {

    public String code() {
        return body.programCode();
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Body(
            String programCode,
            Title title,
            String scheme,
            @Nullable String kind,
            String leadOffice,
            @Nullable String facility,
            List<Country> countries,
            List<Sector> sectors,
            List<Partner> partners,
            @Nullable String delivery,
            String notes,
            LocalDate proposedOn,
            LocalDate plannedStart,
            LocalDate plannedEnd) {}

    /** First day of the first and last day of the last run. */
    public record Held(LocalDate startedOn, LocalDate completedOn) {}

    public record Country(String code) {}

    public record Sector(String code) {}

    public record Partner(String localGovernment, String role) {}
}
