package jp.go.jica.partnerships.participants.participant;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jp.go.jica.partnerships.conventions.KeyedHash;
import jp.go.jica.partnerships.conventions.ServiceSecret;
import org.jspecify.annotations.Nullable;

/**
 * By what a person is found though everything is sealed: hashes under a key of this service, which nobody else can make
 * of a name that is guessed.
 */
@ApplicationScoped
public class BlindIndex {

    // 128 bits: no two of all names of mankind meet.
    private static final int KEPT = 16;

    private final KeyedHash hash;

    public BlindIndex(ServiceSecret secret) {
        this.hash = secret.keyFor("blind-index of persons");
    }

    /** Of the very number. */
    byte[] number(String participantNumber) {
        return of("number", participantNumber.strip());
    }

    /** Of a name however it is written, of its words in any order. */
    byte[] name(NormalisedName name) {
        return of("name", name.joined());
    }

    byte[] birthDate(LocalDate birthDate) {
        return of("birth date", birthDate.toString());
    }

    /** By which a person with that name, or one that is much like it, can be found. */
    List<byte[]> names(NormalisedName name) {
        List<byte[]> keys = new ArrayList<>();
        if (!name.words().isEmpty()) {
            keys.add(name(name));
            keys.add(of("letters", name.sortedLetters()));
            name.sounds().forEach(sound -> keys.add(of("sound", sound)));
        }
        return keys;
    }

    /** Everything that a person is found by, but the number. */
    List<byte[]> all(Person.Name name, @Nullable LocalDate birthDate) {
        List<byte[]> keys = new ArrayList<>(names(NormalisedName.of(name)));
        keys.add(birthDate == null ? unknownBirthDate() : birthDate(birthDate));
        return keys;
    }

    /**
     * Of these keys, whoever is as much alike as {@link Likeness#SUSPICIOUS} has at least one: the birth date, the same
     * with day and month swapped, or none; of a person without a birth date something of the name.
     */
    List<byte[]> sharedByAlike(Person.Name name, @Nullable LocalDate birthDate) {
        if (birthDate == null) {
            return names(NormalisedName.of(name));
        }
        List<byte[]> keys = new ArrayList<>(List.of(birthDate(birthDate), unknownBirthDate()));
        Likeness.swapped(birthDate).map(this::birthDate).ifPresent(keys::add);
        return keys;
    }

    private byte[] unknownBirthDate() {
        return of("birth date", "");
    }

    private byte[] of(String kind, String text) {
        return Arrays.copyOf(
                hash.of(kind.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)), KEPT);
    }
}
