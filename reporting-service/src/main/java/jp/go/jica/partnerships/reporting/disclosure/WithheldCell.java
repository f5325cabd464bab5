package jp.go.jica.partnerships.reporting.disclosure;

/**
 * A cell that is withheld in the tables by one attribute.
 *
 * @param grouping which of the groupings, counted from 0; {@link #WHOLE} where the whole year is one group
 */
record WithheldCell(int grouping, String group, String value) {

    static final int WHOLE = -1;
}
