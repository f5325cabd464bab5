package jp.go.jica.partnerships.reporting.publication;

/**
 * A part of a publication.
 *
 * @param name of a report, or {@code definitions}
 * @param hash SHA-256 of the text in UTF-8
 */
public record Content(String name, String hash, String text) {}
