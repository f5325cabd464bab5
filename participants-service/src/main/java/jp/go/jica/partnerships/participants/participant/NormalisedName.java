package jp.go.jica.partnerships.participants.participant;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A name without what is written now one way and now another: width and letter case, accents, punctuation, the order of
 * its words.
 *
 * @param words sorted; none for a name of signs only
 */
record NormalisedName(List<String> words) {

    // Letters that Unicode does not take apart, though passports do.
    private static final String[][] SPELT_OUT = {
        {"ß", "ss"}, {"æ", "ae"}, {"œ", "oe"}, {"ø", "o"}, {"ł", "l"}, {"đ", "d"}, {"ð", "d"}, {"þ", "th"}, {"ı", "i"}
    };

    static NormalisedName of(Person.Name name) {
        return of(name.family(), name.given());
    }

    static NormalisedName of(@Nullable String... parts) {
        return new NormalisedName(Arrays.stream(parts)
                .filter(part -> part != null)
                .flatMap(NormalisedName::wordsOf)
                .sorted()
                .toList());
    }

    private static Stream<String> wordsOf(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        for (String[] letter : SPELT_OUT) {
            plain = plain.replace(letter[0], letter[1]);
        }
        String bare = Normalizer.normalize(plain, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        // An apostrophe stands within a word; whatever else is no letter stands between two.
        return Arrays.stream(bare.replaceAll("['’ʻʼ`]", "").split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty());
    }

    String joined() {
        return String.join(" ", words);
    }

    /** The same for two names of which one has letters transposed, or words written together. */
    String sortedLetters() {
        return words.stream()
                .flatMapToInt(String::codePoints)
                .sorted()
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    /** What each word sounds like. */
    List<String> sounds() {
        return words.stream().map(NormalisedName::sound).distinct().toList();
    }

    /**
     * The first letter and the kinds of the consonants behind it, as Soundex has them but of whatever length, so that a
     * long name is not taken for another one. Words of other scripts are left as they are.
     */
    static String sound(String word) {
        if (!word.matches("[a-z]+")) {
            return word;
        }
        String spoken = word.replace("ph", "f")
                .replace("ck", "k")
                .replace("th", "t")
                .replace("kh", "k")
                .replace("sh", "s")
                .replaceAll("^(q|c(?![eiyh]))", "k")
                .replaceAll("^w", "v")
                .replaceAll("^[jz]", "s");
        StringBuilder sound = new StringBuilder().append(spoken.charAt(0));
        char last = kind(spoken.charAt(0));
        for (int i = 1; i < spoken.length(); i++) {
            char kind = kind(spoken.charAt(i));
            if (kind != last && kind != '0') {
                sound.append(kind);
            }
            last = kind;
        }
        return sound.toString();
    }

    private static char kind(char letter) {
        return switch (letter) {
            case 'b', 'f', 'p', 'v', 'w' -> '1';
            case 'c', 'g', 'j', 'k', 'q', 's', 'x', 'z' -> '2';
            case 'd', 't' -> '3';
            case 'l', 'r' -> '4';
            case 'm', 'n' -> '5';
            default -> '0';
        };
    }

    @Override
    public String toString() {
        return "NormalisedName[…]";
    }
}
