package jp.go.jica.partnerships.bulk;

/**
 * One thing that is wrong in a file.
 *
 * @param line of the file on which the row begins, the first being 1
 * @param column name of the column; empty where it is about the row or the file
 * @param code stable, for programs
 * @param detail for people
 */
public record RowError(long line, String column, String code, String detail) {}
