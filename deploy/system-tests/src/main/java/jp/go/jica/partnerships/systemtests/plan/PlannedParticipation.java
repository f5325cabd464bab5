package jp.go.jica.partnerships.systemtests.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person, and that person's completed participation in the run that holds this.
 *
 * @param person body of {@code POST /v1/participants}
 */
public record PlannedParticipation(
        Person person,
        String sendingCountry,
        Term term,
        LocalDate acceptedOn,
        LocalDate arrivedOn,
        LocalDate completedOn) {

    public String participantNumber() {
        return person.participantNumber();
    }

    /** The body of {@code POST /v1/participations} that tells the whole past in one call. */
    public Body bodyFor(String participantId, String programRunId) {
        return new Body(participantId, programRunId, sendingCountry, term, acceptedOn, arrivedOn, completedOn);
    }

    /** Long is one year or more. */
    public enum Term {
        SHORT,
        LONG
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Person(
            String participantNumber,
            Name name,
            String sex,
            @Nullable LocalDate birthDate,
            String nationality,
            Organisation organisation,
            String occupation) {}

    public record Name(String family, String given) {}

    public record Organisation(String name, String type) {}

    public record Body(
            String participantId,
            String programRunId,
            String sendingCountry,
            Term term,
            LocalDate acceptedOn,
            LocalDate arrivedOn,
            LocalDate completedOn) {}
}
