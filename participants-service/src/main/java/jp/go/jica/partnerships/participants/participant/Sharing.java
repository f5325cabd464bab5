package jp.go.jica.partnerships.participants.participant;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;

/** By what an office proves that it has to do with the person already. */
public record Sharing(
        @NotBlank @Size(max = 60) String participantNumber,
        @NotNull LocalDate birthDate) {

    boolean proves(Person person) {
        return participantNumber.strip().equals(person.participantNumber().strip())
                && birthDate.equals(person.birthDate());
    }

    @Override
    public String toString() {
        return "Sharing[…]";
    }
}
