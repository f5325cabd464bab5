package jp.go.jica.partnerships.systemtests.plan;

/** A title in both languages of the system. */
public record Title(String en, String ja) {}
