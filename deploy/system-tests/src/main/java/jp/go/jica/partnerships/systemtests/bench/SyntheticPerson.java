package jp.go.jica.partnerships.systemtests.bench;

import java.time.LocalDate;
import java.util.Random;

/**
 * Somebody who never lived, always the same under one number. Names are as common as they are among people: a family name
 * is shared by thousands of a million, a birth date by fifty.
 */
record SyntheticPerson(String family, String given, LocalDate birthDate) {

    private static final String[] ONSETS = {"k", "s", "t", "n", "h", "m", "r", "b", "d", "g", "ph", "v", "l", "ch", "w"
    };
    private static final String[] RHYMES = {"a", "i", "u", "e", "o", "an", "in", "ong", "ar", "el"};
    private static final int DAYS = 20_000;

    static SyntheticPerson of(String number) {
        Random random = new Random(number.hashCode() * 0x9E3779B97F4A7C15L);
        return new SyntheticPerson(
                syllables(random, 2),
                syllables(random, 3),
                LocalDate.of(1945, 1, 1).plusDays(random.nextInt(DAYS)));
    }

    private static String syllables(Random random, int count) {
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < count; i++) {
            name.append(ONSETS[random.nextInt(ONSETS.length)]).append(RHYMES[random.nextInt(RHYMES.length)]);
        }
        return name.toString();
    }
}
