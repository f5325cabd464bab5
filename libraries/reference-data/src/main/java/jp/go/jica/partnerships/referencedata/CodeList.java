package jp.go.jica.partnerships.referencedata;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The entries of one list by their code, and what to say about a text that is none of its codes. */
final class CodeList<C extends Code, E> {

    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final String noun;
    private final List<E> entries;
    private final Map<String, C> codes = new LinkedHashMap<>();
    private final Map<C, E> byCode = new HashMap<>();
    private final Function<E, Label> nameOf;

    private final List<Alias<C>> aliases = new ArrayList<>();

    // Made for the first text that is no code: most processes never see one, and loading stays quick.
    private volatile @Nullable Map<String, Set<C>> codesByAlias;

    /** @param noun as in "is not an office code", without the article */
    CodeList(String noun, List<E> entries, Function<E, C> codeOf, Function<E, Label> nameOf) {
        this.noun = noun;
        this.entries = entries;
        this.nameOf = nameOf;
        for (E entry : entries) {
            C code = codeOf.apply(entry);
            if (codes.put(code.value(), code) != null) {
                throw new IllegalStateException("The %s %s stands twice in the reference data".formatted(noun, code));
            }
            byCode.put(code, entry);
            alias(nameOf.apply(entry).en(), code);
            alias(nameOf.apply(entry).ja(), code);
        }
    }

    /** Lets what people write instead of the code be answered with "did you mean". To be called while loading only. */
    void alias(String text, C code) {
        aliases.add(new Alias<>(text, code));
    }

    List<E> entries() {
        return entries;
    }

    E entry(C code) {
        E entry = byCode.get(code);
        if (entry == null) {
            throw unknown(code.value());
        }
        return entry;
    }

    @Nullable
    C find(String text) {
        return codes.get(text);
    }

    C parse(String text) {
        C code = find(text);
        if (code == null) {
            throw unknown(text);
        }
        return code;
    }

    InvalidCode unknown(String text) {
        String article = "aeiou".indexOf(noun.charAt(0)) < 0 ? "a" : "an";
        return invalid("unknown-" + noun.replace(' ', '-'), text, "is not %s %s".formatted(article, noun), near(text));
    }

    InvalidCode invalid(String slug, String text, String explanation, @Nullable C meant) {
        return meant == null
                ? new InvalidCode(slug, text, explanation, null, null)
                : new InvalidCode(
                        slug,
                        text,
                        explanation,
                        meant.value(),
                        nameOf.apply(entry(meant)).en());
    }

    /** The one code that the text is a slip of, or null if there is none or more than one. */
    private @Nullable C near(String text) {
        // Longer than any code or name; comparing it would only cost time.
        if (text.length() > 100) {
            return null;
        }
        String wanted = normalised(text);
        C sameButForCase = codes.get(wanted.toUpperCase(Locale.ROOT));
        if (sameButForCase != null) {
            return sameButForCase;
        }
        Set<C> soCalled = codesByAlias().get(wanted);
        if (soCalled != null) {
            return onlyOne(soCalled);
        }
        Set<C> oneSlipAway = new HashSet<>();
        for (C candidate : codes.values()) {
            if (tellsApart(wanted, candidate) && Slip.separates(wanted.toUpperCase(Locale.ROOT), candidate.value())) {
                oneSlipAway.add(candidate);
            }
        }
        return onlyOne(oneSlipAway);
    }

    private Map<String, Set<C>> codesByAlias() {
        Map<String, Set<C>> known = codesByAlias;
        if (known == null) {
            known = new HashMap<>();
            for (Alias<C> alias : aliases) {
                known.computeIfAbsent(normalised(alias.text()), text -> new HashSet<>())
                        .add(alias.code());
            }
            codesByAlias = known;
        }
        return known;
    }

    // One letter of two is half the code: nearly everything would be near.
    private static boolean tellsApart(String wanted, Code candidate) {
        return Math.min(wanted.length(), candidate.value().length()) > 2;
    }

    private @Nullable C onlyOne(Set<C> candidates) {
        return candidates.size() == 1 ? candidates.iterator().next() : null;
    }

    /** Full-width letters and digits become plain ones, spaces around and between are evened out, case is dropped. */
    private static String normalised(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
        return SPACES.matcher(plain).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    private record Alias<C>(String text, C code) {}
}
