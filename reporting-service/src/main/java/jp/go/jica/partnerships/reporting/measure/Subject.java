package jp.go.jica.partnerships.reporting.measure;

import java.util.Locale;

/** The kind of record that a measure counts. */
public enum Subject {
    PARTICIPATION("participation_fact", "participation_id"),
    PROGRAM("program_fact", "program_id"),
    AGREEMENT("agreement_fact", "agreement_id");

    private final String factTable;
    private final String idColumn;

    Subject(String factTable, String idColumn) {
        this.factTable = factTable;
        this.idColumn = idColumn;
    }

    /** In the plural: participations. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT) + "s";
    }

    public String factTable() {
        return factTable;
    }

    public String idColumn() {
        return idColumn;
    }
}
