package jp.go.jica.partnerships.bulk.csv;

import java.util.regex.Pattern;

/**
 * Cells that a spreadsheet would take for a formula, and what is meant by them. An apostrophe stands before those that are
 * written, and is left out when they are read; a text with such an apostrophe of its own gets one more, so that every text
 * comes back as it was.
 */
public final class MeantText {

    // https://owasp.org/www-community/attacks/CSV_Injection; and # because a row that begins with it is a remark.
    private static final Pattern TO_BE_WRITTEN = Pattern.compile("'*[=+\\-@\\t\\r#].*", Pattern.DOTALL);
    private static final Pattern AS_WRITTEN = Pattern.compile("'+[=+\\-@\\t\\r#].*", Pattern.DOTALL);

    private MeantText() {}

    /** What to write, so that the text is shown and nothing is computed. */
    public static String written(String text) {
        return TO_BE_WRITTEN.matcher(text).matches() ? "'" + text : text;
    }

    /** The text that was meant by what was written. */
    public static String read(String cell) {
        return AS_WRITTEN.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
