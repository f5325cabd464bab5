package jp.go.jica.partnerships.reporting.explain;

import java.util.Set;

/**
 * How much a caller may see.
 *
 * @param unsuppressed everything that is known here
 * @param persons records about persons of some offices
 * @param everyOffice of all of them
 * @param offices these
 */
public record Sight(boolean unsuppressed, boolean persons, boolean everyOffice, Set<String> offices) {}
