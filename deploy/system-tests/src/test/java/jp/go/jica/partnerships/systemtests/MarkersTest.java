package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is looked for is found however it is written down. */
class MarkersTest {

    private static final String NAME = "Zéqvornak";

    private final Markers markers = Markers.of(Map.of("family", NAME));

    @Test
    void valuesAreFoundInEveryCharacterSetAndCaseAndWithoutAccents() {
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1}) {
            assertThat(markers.in(bytes("… " + NAME + " …", charset))).containsExactly("family");
        }
        for (String written : new String[] {"ZÉQVORNAK", "zeqvornak", "Z%C3%A9qvornak", "Z\\u00e9qvornak"}) {
            assertThat(markers.in(bytes("<" + written + ">", StandardCharsets.UTF_8)))
                    .containsExactly("family");
        }
    }

    @Test
    void valuesAreFoundAsHexadecimalDigitsAndInBase64WhereverItBegins() {
        for (String before : new String[] {"", "a", "ab", "abc"}) {
            byte[] text = (before + NAME + "?!").getBytes(StandardCharsets.UTF_8);
            assertThat(markers.in(Base64.getEncoder().encodeToString(text))).containsExactly("family");
            assertThat(markers.in("\\x" + HexFormat.of().formatHex(text))).containsExactly("family");
        }
    }

    @Test
    void bytesAreFoundAsTheyAreAndAsDigits() {
        Markers key = Markers.ofBytes(Map.of("key", "00ff10203040506070"));
        String within = "0100ff1020304050607002";
        assertThat(key.in("\\x" + within)).containsExactly("key");
        assertThat(key.in(new String(HexFormat.of().parseHex(within), StandardCharsets.ISO_8859_1)))
                .containsExactly("key");
    }

    @Test
    void nothingElseIsFound() {
        assertThat(markers.in("Zeqvornam and Zeq vornak")).isEmpty();
    }

    private static String bytes(String text, Charset charset) {
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }
}
