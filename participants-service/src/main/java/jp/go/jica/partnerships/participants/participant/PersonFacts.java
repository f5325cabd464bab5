package jp.go.jica.partnerships.participants.participant;

import java.time.LocalDate;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.jspecify.annotations.Nullable;

/** What a participation copies of a person at its acceptance; the birth date only to tell the age. */
public record PersonFacts(
        CountryCode nationality,
        Sex sex,
        @Nullable LocalDate birthDate,
        OrganisationType organisationType,
        Occupation occupation) {

    public static PersonFacts of(Person person) {
        return new PersonFacts(
                person.nationality(),
                person.sex(),
                person.birthDate(),
                person.organisation().type(),
                person.occupation());
    }

    @Override
    public String toString() {
        return "PersonFacts[…]";
    }
}
