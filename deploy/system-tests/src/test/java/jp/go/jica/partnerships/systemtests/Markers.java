package jp.go.jica.partnerships.systemtests;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Values that must not be found, in the forms in which somebody could meet them: as they are in UTF-8, UTF-16 or Latin-1,
 * without accents, in whatever case, as hexadecimal digits, in base64 wherever it begins, in an address and in JSON.
 */
final class Markers {

    // Anything shorter is found by chance.
    private static final int SHORTEST = 8;

    // What to look for, in lower case and one byte a letter, and what it is.
    private final Map<String, String> forms = new LinkedHashMap<>();

    private final List<List<String>> byBeginning =
            Stream.<List<String>>generate(ArrayList::new).limit(1 << 16).toList();

    /** Texts, by what they are. */
    static Markers of(Map<String, String> values) {
        Markers markers = new Markers();
        values.forEach(markers::addText);
        return markers;
    }

    /** Bytes as hexadecimal digits, by what they are. */
    static Markers ofBytes(Map<String, String> values) {
        Markers markers = new Markers();
        values.forEach((name, hex) -> markers.addBytes(name, HexFormat.of().parseHex(hex)));
        return markers;
    }

    /** Which are in there, one byte a letter. */
    Set<String> in(String bytes) {
        String haystack = bytes.toLowerCase(Locale.ROOT);
        Set<String> found = new TreeSet<>();
        // One pass for all: a system keeps hundreds of megabytes, and there are hundreds of forms.
        for (int at = 0; at + 1 < haystack.length(); at++) {
            for (String form : byBeginning.get(beginning(haystack, at))) {
                if (haystack.startsWith(form, at)) {
                    found.add(Objects.requireNonNull(forms.get(form)));
                }
            }
        }
        return found;
    }

    /** The longest form: whoever looks into pieces must let them overlap by as much. */
    int longest() {
        return forms.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private void addText(String name, String value) {
        String plain = Normalizer.normalize(value, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        for (String written : List.of(value, value.toLowerCase(Locale.ROOT), value.toUpperCase(Locale.ROOT), plain)) {
            addBytes(name, written.getBytes(StandardCharsets.UTF_8));
            add(name, written.getBytes(StandardCharsets.UTF_16LE));
            add(name, written.getBytes(StandardCharsets.ISO_8859_1));
            add(name, URLEncoder.encode(written, StandardCharsets.UTF_8).getBytes(StandardCharsets.US_ASCII));
            add(name, escaped(written).getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void addBytes(String name, byte[] value) {
        add(name, value);
        add(name, HexFormat.of().formatHex(value).getBytes(StandardCharsets.US_ASCII));
        base64(value).forEach(each -> add(name, each.getBytes(StandardCharsets.US_ASCII)));
    }

    private void add(String name, byte[] form) {
        if (form.length >= SHORTEST) {
            String text = new String(form, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            if (forms.put(text, name) == null) {
                byBeginning.get(beginning(text, 0)).add(text);
            }
        }
    }

    private static int beginning(String text, int at) {
        return ((text.charAt(at) & 0xff) << 8) | (text.charAt(at + 1) & 0xff);
    }

    /** What is the same of it whatever stands before and behind. */
    private static List<String> base64(byte[] value) {
        List<String> all = new ArrayList<>();
        for (int before = 0; before < 3; before++) {
            byte[] moved = new byte[before + value.length];
            System.arraycopy(value, 0, moved, before, value.length);
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(moved);
            all.add(encoded.substring(before == 0 ? 0 : before + 1, moved.length / 3 * 4));
        }
        return all;
    }

    private static String escaped(String value) {
        StringBuilder json = new StringBuilder();
        value.chars()
                .forEach(
                        letter -> json.append(letter < 128 ? Character.toString(letter) : "\\u%04x".formatted(letter)));
        return json.toString();
    }
}
