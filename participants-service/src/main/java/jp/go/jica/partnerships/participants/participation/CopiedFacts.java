package jp.go.jica.partnerships.participants.participation;

import java.time.LocalDate;
import jp.go.jica.partnerships.participants.participant.Occupation;
import jp.go.jica.partnerships.participants.participant.OrganisationType;
import jp.go.jica.partnerships.participants.participant.PersonFacts;
import jp.go.jica.partnerships.participants.participant.Sex;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.jspecify.annotations.Nullable;

/**
 * What reports use of the person, as it was at acceptance, and the planned days of the run, which are followed until the
 * arrival; all null before.
 */
public record CopiedFacts(
        @Nullable CountryCode nationality,
        @Nullable Sex sex,
        @Nullable AgeBand ageBand,
        @Nullable OrganisationType organisationType,
        @Nullable Occupation occupation,
        @Nullable LocalDate plannedStart,
        @Nullable LocalDate plannedEnd) {

    static final CopiedFacts NONE_YET = new CopiedFacts(null, null, null, null, null, null, null);

    static CopiedFacts of(PersonFacts person, KnownRun run) {
        return new CopiedFacts(
                person.nationality(),
                person.sex(),
                AgeBand.on(run.plannedStart(), person.birthDate()),
                person.organisationType(),
                person.occupation(),
                run.plannedStart(),
                run.plannedEnd());
    }

    /** The same person in the run as it is planned now. */
    CopiedFacts following(KnownRun run) {
        return planned(run.plannedStart(), run.plannedEnd());
    }

    /** The same person, with the planned days of the other. */
    CopiedFacts plannedAs(CopiedFacts other) {
        return planned(other.plannedStart, other.plannedEnd);
    }

    private CopiedFacts planned(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new CopiedFacts(nationality, sex, ageBand, organisationType, occupation, first, last);
    }
}
