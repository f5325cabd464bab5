package jp.go.jica.partnerships.participants.participant;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.jspecify.annotations.Nullable;

/**
 * Who a participant is: the body of a registration. Passport numbers and health data are not taken: what is not needed
 * is not kept.
 *
 * @param participantNumber JICA's own number of the person, unique
 * @param birthDate null where an old record does not tell it
 * @param contact how to reach the person, where it is known
 */
public record Person(
        @NotBlank @Size(max = 60) String participantNumber,
        @NotNull @Valid Name name,
        @NotNull Sex sex,
        @Nullable LocalDate birthDate,
        @NotNull CountryCode nationality,
        @NotNull @Valid Organisation organisation,
        @NotNull Occupation occupation,
        @Valid @Nullable Contact contact) {

    /**
     * As in the passport's letters.
     *
     * @param family the only name of a person who has one
     */
    public record Name(
            @NotBlank @Size(max = 200) String family,
            @Size(max = 200) @Nullable String given) {

        // Records are written to logs by accident; this one says nothing there.
        @Override
        public String toString() {
            return "Name[…]";
        }
    }

    /** The organisation that the person works for. */
    public record Organisation(
            @NotBlank @Size(max = 300) String name, @NotNull OrganisationType type) {

        @Override
        public String toString() {
            return "Organisation[…]";
        }
    }

    public record Contact(
            @Email @Size(max = 254) @Nullable String email,
            @Size(max = 40) @Nullable String telephone,
            @Size(max = 500) @Nullable String postalAddress) {

        @Override
        public String toString() {
            return "Contact[…]";
        }
    }

    void check(LocalDate today) {
        if (birthDate != null && birthDate.isAfter(today)) {
            throw Refusal.brokenRule("date-in-future", "/birthDate", "The birth date is still to come");
        }
    }

    @Override
    public String toString() {
        return "Person[…]";
    }
}
