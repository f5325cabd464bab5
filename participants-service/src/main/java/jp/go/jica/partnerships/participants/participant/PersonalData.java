package jp.go.jica.partnerships.participants.participant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import jp.go.jica.partnerships.participants.personalkey.PersonKey;
import org.jspecify.annotations.Nullable;

/** By what a person could be recognised: kept only sealed under the person's key, all of it together. */
record PersonalData(
        String participantNumber,
        Person.Name name,
        @Nullable LocalDate birthDate,
        String organisationName,
        Person.@Nullable Contact contact) {

    private static final String PLACE = "person";

    static PersonalData of(Person person) {
        return new PersonalData(
                person.participantNumber(),
                person.name(),
                person.birthDate(),
                person.organisation().name(),
                person.contact());
    }

    static PersonalData opened(byte[] sealed, PersonKey key, ObjectMapper json) {
        try {
            return json.readValue(key.open(sealed, PLACE), PersonalData.class);
        } catch (IOException unreadable) {
            // Without the cause, which would repeat a part of it.
            throw new IllegalStateException("What is kept of a person cannot be read");
        }
    }

    byte[] sealed(PersonKey key, ObjectMapper json) {
        try {
            return key.seal(json.writeValueAsBytes(this), PLACE);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("What is kept of a person cannot be written");
        }
    }

    @Override
    public String toString() {
        return "PersonalData[…]";
    }
}
