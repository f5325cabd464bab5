package jp.go.jica.partnerships.reporting.measure;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** By what figures can be broken down and filtered. */
// The map is filled once, by the constructor; the checker believes only its own annotation.
@SuppressWarnings("ImmutableEnumChecker")
public enum Dimension {
    /** Of the date that puts the record into a period; a stock is taken at the end of each year. */
    FISCAL_YEAR("fiscalYear", false, Map.of()),
    /** Sending country of a participation, countries of a program or an agreement. */
    COUNTRY(
            "country",
            true,
            Map.of(
                    Subject.PARTICIPATION, Column.one("country"),
                    Subject.PROGRAM, Column.several("countries"),
                    Subject.AGREEMENT, Column.several("countries"))),
    /** The office that answers for the program or the agreement; of a program, the one that did on the day that counts. */
    LEAD_OFFICE(
            "leadOffice",
            true,
            Map.of(
                    Subject.PARTICIPATION, Column.one("lead_office"),
                    Subject.PROGRAM, Column.one("lead_office"),
                    Subject.AGREEMENT, Column.one("lead_office"))),
    SCHEME("scheme", true, ofPrograms(Column.one("scheme"))),
    KIND("kind", true, ofPrograms(Column.one("kind"))),
    FACILITY("facility", true, ofPrograms(Column.one("facility"))),
    SECTOR("sector", false, ofPrograms(Column.several("sectors"))),
    /** Hosts of a participation, partners of a program, parties of an agreement. */
    LOCAL_GOVERNMENT("localGovernment", false, ofAll(Column.several("local_governments"))),
    /** The two digits (JIS X 0401) of the prefectures of these. */
    PREFECTURE("prefecture", false, ofAll(Column.several("prefectures"))),
    AGREEMENT_TYPE("agreementType", false, Map.of(Subject.AGREEMENT, Column.one("agreement_type")));

    private final String wireName;
    private final boolean inCells;
    private final Map<Subject, Column> columns;

    Dimension(String wireName, boolean inCells, Map<Subject, Column> columns) {
        this.wireName = wireName;
        this.inCells = inCells;
        this.columns = columns.isEmpty() ? Map.of() : new EnumMap<>(columns);
    }

    public static Optional<Dimension> named(String wireName) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.wireName.equals(wireName))
                .findFirst();
    }

    public String wireName() {
        return wireName;
    }

    /** Where facts of this kind hold it; nowhere for a dimension that they do not have. The year is reckoned from a date. */
    public Optional<Column> of(Subject subject) {
        return Optional.ofNullable(columns.get(subject));
    }

    public boolean appliesTo(Subject subject) {
        return this == FISCAL_YEAR || columns.containsKey(subject);
    }

    /** Whether the cells are kept apart by it. */
    public boolean inCells() {
        return inCells || this == FISCAL_YEAR;
    }

    private static Map<Subject, Column> ofPrograms(Column column) {
        return Map.of(Subject.PARTICIPATION, column, Subject.PROGRAM, column);
    }

    private static Map<Subject, Column> ofAll(Column column) {
        return Map.of(Subject.PARTICIPATION, column, Subject.PROGRAM, column, Subject.AGREEMENT, column);
    }
}
