package jp.go.jica.partnerships.participants.participant;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Whom one looks for: a person who fits everything that is given. Names may be written in another way, or with a mistake.
 *
 * @param birthDate the very day
 * @param participantNumber the very number
 */
public record PersonSearch(
        @Size(max = 200) @Nullable String family,
        @Size(max = 200) @Nullable String given,
        @Nullable LocalDate birthDate,
        @Size(max = 60) @Nullable String participantNumber) {

    private static final double ALIKE = 0.75;

    void check() {
        if (name().words().isEmpty()
                && birthDate == null
                && (participantNumber == null || participantNumber.isBlank())) {
            throw Refusal.invalid("nothing-to-search-for", "", "A name, a birth date or a number is wanted");
        }
    }

    NormalisedName name() {
        return NormalisedName.of(family, given);
    }

    /** How well the person's name fits, from 0 to 1; 1 if no name is looked for. */
    double fits(Person person) {
        NormalisedName wanted = name();
        if (wanted.words().isEmpty()) {
            return 1;
        }
        NormalisedName has = NormalisedName.of(person.name());
        double whole = Likeness.names(wanted, has, EnumSet.noneOf(Likeness.Reason.class));
        // A part of the name, heard and not read, is a way to look for somebody too.
        double heard = new HashSet<>(has.sounds()).containsAll(wanted.sounds()) ? 0.8 : 0;
        return Math.max(Math.max(whole, heard), Likeness.covered(wanted.words(), has.words()));
    }

    boolean fitsEnough(Person person) {
        return fits(person) >= ALIKE;
    }

    @Override
    public String toString() {
        return "PersonSearch[…]";
    }
}
