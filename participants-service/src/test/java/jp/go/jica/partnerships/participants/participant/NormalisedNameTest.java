package jp.go.jica.partnerships.participants.participant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalisedNameTest {

    @ParameterizedTest
    @CsvSource({
        "KEOMANY, keomany",
        "Nguyễn, nguyen",
        "ＫＥＯＭＡＮＹ, Keomany",
        "D'Souza, DSouza",
        "O’Brien, obrien",
        "Møller, Moller",
        "Strauß, STRAUSS",
        "Al-Hassan, al hassan",
        "ガルシア, ｶﾞﾙｼｱ"
    })
    void theSameNameWrittenInTwoWaysIsOneName(String one, String other) {
        assertThat(NormalisedName.of(one, "Ana")).isEqualTo(NormalisedName.of(other, "ANA"));
    }

    @Test
    void theOrderOfTheWordsDoesNotCount() {
        assertThat(NormalisedName.of("Keomany", "Bounthavy")).isEqualTo(NormalisedName.of("Bounthavy", "Keomany"));
        assertThat(NormalisedName.of("Keomany Bounthavy", null)).isEqualTo(NormalisedName.of("Bounthavy", "Keomany"));
    }

    @Test
    void transposedLettersAreTheSameLetters() {
        assertThat(NormalisedName.of("Koemany", "Bounthavy").sortedLetters())
                .isEqualTo(NormalisedName.of("Keomany", "Bounthavy").sortedLetters());
    }

    @ParameterizedTest
    @CsvSource({
        "mohammed, muhamad",
        "catherine, katherine",
        "phillip, filip",
        "keomany, keomanee",
        "sato, satoh",
        "gonzalez, gonsales"
    })
    void wordsThatSoundAlikeHaveTheSameSound(String one, String other) {
        assertThat(NormalisedName.sound(one)).isEqualTo(NormalisedName.sound(other));
    }

    @ParameterizedTest
    @CsvSource({"keomany, phommasack", "maria, marta", "ana, joao"})
    void wordsThatSoundDifferentlyDoNot(String one, String other) {
        assertThat(NormalisedName.sound(one)).isNotEqualTo(NormalisedName.sound(other));
    }

    @Test
    void aNameTellsNothingInALog() {
        assertThat(NormalisedName.of("Keomany", "Bounthavy")).hasToString("NormalisedName[…]");
    }
}
