package jp.go.jica.partnerships.participants.participant;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.go.jica.partnerships.referencedata.CountryCode;
import org.jspecify.annotations.Nullable;

/**
 * How much two persons are alike.
 *
 * @param score from 0 to 1: the name counts six tenths, the birth date three, the nationality one
 * @param reasons what of them is alike
 */
record Likeness(double score, Set<Reason> reasons) {

    /** From this score on two records may be of one person. */
    static final double SUSPICIOUS = 0.75;

    private static final double NAME = 0.6;
    private static final double BIRTH_DATE = 0.3;
    private static final double NATIONALITY = 0.1;

    /** What of two persons is alike. */
    public enum Reason {
        SAME_NAME,
        TRANSPOSED_LETTERS,
        SOUNDS_ALIKE,
        SIMILAR_NAME,
        SAME_BIRTH_DATE,
        DAY_AND_MONTH_SWAPPED,
        SAME_NATIONALITY
    }

    static Likeness of(Person one, Person other) {
        return of(
                NormalisedName.of(one.name()),
                one.birthDate(),
                one.nationality(),
                NormalisedName.of(other.name()),
                other.birthDate(),
                other.nationality());
    }

    private static Likeness of(
            NormalisedName name,
            @Nullable LocalDate birthDate,
            CountryCode nationality,
            NormalisedName otherName,
            @Nullable LocalDate otherBirthDate,
            CountryCode otherNationality) {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        double score =
                NAME * names(name, otherName, reasons) + BIRTH_DATE * birthDates(birthDate, otherBirthDate, reasons);
        if (nationality.equals(otherNationality)) {
            reasons.add(Reason.SAME_NATIONALITY);
            score += NATIONALITY;
        }
        return new Likeness(Math.round(score * 100) / 100.0, reasons);
    }

    /** Of names alone, from 0 to 1. */
    static double names(NormalisedName one, NormalisedName other, Set<Reason> reasons) {
        if (one.words().isEmpty() || other.words().isEmpty()) {
            return 0;
        }
        if (one.equals(other)) {
            reasons.add(Reason.SAME_NAME);
            return 1;
        }
        if (one.sortedLetters().equals(other.sortedLetters())) {
            reasons.add(Reason.TRANSPOSED_LETTERS);
            return 0.95;
        }
        if (new HashSet<>(one.sounds()).equals(new HashSet<>(other.sounds()))) {
            reasons.add(Reason.SOUNDS_ALIKE);
            return 0.9;
        }
        double similar = Math.min(covered(one.words(), other.words()), covered(other.words(), one.words()));
        if (similar >= 0.7) {
            reasons.add(Reason.SIMILAR_NAME);
        }
        return similar;
    }

    /** How well the words of one name are found among those of the other. */
    static double covered(List<String> words, List<String> others) {
        return words.stream()
                .mapToDouble(word -> others.stream()
                        .mapToDouble(other -> similarity(word, other))
                        .max()
                        .orElse(0))
                .average()
                .orElse(0);
    }

    /** 1 for the same word, less by the share of letters that must be changed, left out or transposed. */
    private static double similarity(String one, String other) {
        int longest = Math.max(one.length(), other.length());
        return longest == 0 ? 1 : 1 - (double) distance(one, other) / longest;
    }

    // Damerau and Levenshtein's, where a transposition of neighbours is one change.
    private static int distance(String one, String other) {
        int[][] changes = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    changes[i][j] = i + j;
                    continue;
                }
                int differs = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                int least =
                        Math.min(changes[i - 1][j - 1] + differs, Math.min(changes[i - 1][j], changes[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    least = Math.min(least, changes[i - 2][j - 2] + 1);
                }
                changes[i][j] = least;
            }
        }
        return changes[one.length()][other.length()];
    }

    private static double birthDates(@Nullable LocalDate one, @Nullable LocalDate other, Set<Reason> reasons) {
        if (one == null || other == null) {
            // Neither for nor against.
            return 0.5;
        }
        if (one.equals(other)) {
            reasons.add(Reason.SAME_BIRTH_DATE);
            return 1;
        }
        if (swapped(one).filter(other::equals).isPresent()) {
            reasons.add(Reason.DAY_AND_MONTH_SWAPPED);
            return 0.8;
        }
        return 0;
    }

    /** The day that was meant if day and month were taken for each other; empty if there is no such day, or it is the same. */
    static Optional<LocalDate> swapped(LocalDate day) {
        return day.getDayOfMonth() > 12 || day.getDayOfMonth() == day.getMonthValue()
                ? Optional.empty()
                : Optional.of(LocalDate.of(day.getYear(), day.getDayOfMonth(), day.getMonthValue()));
    }
}
