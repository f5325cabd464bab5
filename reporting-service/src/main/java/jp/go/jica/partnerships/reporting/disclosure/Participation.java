package jp.go.jica.partnerships.reporting.disclosure;

import java.util.List;

/**
 * What the tables by one attribute count of a participation.
 *
 * @param value of the attribute
 * @param groups where it counts, by grouping
 */
record Participation(String person, String value, List<String> groups) {}
