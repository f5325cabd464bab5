package jp.go.jica.partnerships.referencedata;

/** A name in English and in Japanese. */
public record Label(String en, String ja) {}
