package jp.go.jica.partnerships.conventions;

/**
 * Something that was taken as it is, and that somebody should look at.
 *
 * @param pointer JSON Pointer into the record
 * @param code stable, for programs
 * @param detail for people
 */
public record Warning(String pointer, String code, String detail) {}
