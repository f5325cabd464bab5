package jp.go.jica.partnerships.bulk;

/**
 * One thing that is wrong in a file, or that somebody should look at.
 *
 * @param severity whether the row was refused for it, or taken all the same
 * @param line of the file on which the row begins, the first being 1
 * @param column name of the column; empty where it is about the row or the file
 * @param code stable, for programs
 * @param detail for people
 */
public record RowError(Severity severity, long line, String column, String code, String detail) {

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    static RowError error(long line, String column, String code, String detail) {
        return new RowError(Severity.ERROR, line, column, code, detail);
    }
}
