package jp.go.jica.partnerships.participants.participant;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.journal.Aggregate;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.jspecify.annotations.Nullable;

/**
 * A participant as it is answered. Name, birth date, contact and the organisation's name are absent for those who may
 * not see them or do not say what for; everything about the person is absent once it is kept no longer.
 *
 * @param mergedInto the participant who is the same person; null for one who stands alone
 * @param merged those who were merged into this one; absent if there are none
 * @param possibleDuplicates told by a registration only; absent if there are none
 */
public record ParticipantView(
        UUID id,
        int version,
        @Nullable String participantNumber,
        Person.@Nullable Name name,
        @Nullable Sex sex,
        @Nullable LocalDate birthDate,
        @Nullable CountryCode nationality,
        @Nullable SendingOrganisation organisation,
        @Nullable Occupation occupation,
        Person.@Nullable Contact contact,
        Participant.State state,
        @Nullable OfficeCode registeredBy,
        @Nullable UUID mergedInto,
        @Nullable List<UUID> merged,
        @Nullable LocalDate erasedOn,
        Instant recordedAt,
        @Nullable List<DuplicateCandidate> possibleDuplicates)
        implements Aggregate {

    /** The organisation that the person works for; its name together with the rest could tell who it is. */
    public record SendingOrganisation(@Nullable String name, OrganisationType type) {}

    static ParticipantView whole(Participant participant, Person person, List<UUID> merged) {
        return view(
                participant,
                person,
                merged,
                person.name(),
                person.birthDate(),
                person.organisation().name(),
                person.contact());
    }

    static ParticipantView withoutPersonalData(Participant participant, Person person, List<UUID> merged) {
        return view(participant, person, merged, null, null, null, null);
    }

    static ParticipantView withoutPerson(Participant participant, List<UUID> merged) {
        return new ParticipantView(
                participant.id(),
                participant.version(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                participant.state(),
                participant.registeredBy(),
                participant.mergedInto(),
                merged.isEmpty() ? null : merged,
                participant.erasedOn(),
                participant.recordedAt(),
                null);
    }

    ParticipantView with(List<DuplicateCandidate> duplicates) {
        return new ParticipantView(
                id,
                version,
                participantNumber,
                name,
                sex,
                birthDate,
                nationality,
                organisation,
                occupation,
                contact,
                state,
                registeredBy,
                mergedInto,
                merged,
                erasedOn,
                recordedAt,
                duplicates.isEmpty() ? null : duplicates);
    }

    private static ParticipantView view(
            Participant participant,
            Person person,
            List<UUID> merged,
            Person.@Nullable Name name,
            @Nullable LocalDate birthDate,
            @Nullable String organisationName,
            Person.@Nullable Contact contact) {
        return new ParticipantView(
                participant.id(),
                participant.version(),
                person.participantNumber(),
                name,
                person.sex(),
                birthDate,
                person.nationality(),
                new SendingOrganisation(organisationName, person.organisation().type()),
                person.occupation(),
                contact,
                participant.state(),
                participant.registeredBy(),
                participant.mergedInto(),
                merged.isEmpty() ? null : merged,
                participant.erasedOn(),
                participant.recordedAt(),
                null);
    }

    @Override
    public String toString() {
        return "ParticipantView[" + id + "]";
    }
}
