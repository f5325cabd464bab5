package jp.go.jica.partnerships.programs.iati;

import java.nio.charset.StandardCharsets;
import jp.go.jica.partnerships.referencedata.Iati;

/** How an activity is named for all the world: JICA's own identifier, and behind it the code of the program. */
final class ActivityIdentifier {

    private ActivityIdentifier() {}

    /**
     * The identifier of the program with this code. What IATI forbids in it (such as {@code /}), and whatever else is no
     * letter, digit, dot, hyphen or underscore of ASCII, is written as a tilde and two hexadecimal digits for each byte of
     * UTF-8, the tilde too, so that no two codes have the same identifier.
     */
    static String of(String programCode) {
        StringBuilder identifier = new StringBuilder(Iati.JICA).append('-');
        programCode.codePoints().forEach(point -> {
            if (isPlain(point)) {
                identifier.appendCodePoint(point);
            } else {
                for (byte each : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    identifier.append("~%02X".formatted(each));
                }
            }
        });
        return identifier.toString();
    }

    private static boolean isPlain(int point) {
        return (point >= 'A' && point <= 'Z')
                || (point >= 'a' && point <= 'z')
                || (point >= '0' && point <= '9')
                || point == '.'
                || point == '-'
                || point == '_';
    }
}
