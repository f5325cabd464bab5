package jp.go.jica.partnerships.reporting.report;

/** What stands in cells, as JSON knows it. */
final class Cells {

    private Cells() {}

    /** Numbers and truths as they are, everything else as a text. */
    static Object plain(Object value) {
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
