package jp.go.jica.partnerships.reporting.measure;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.go.jica.partnerships.referencedata.Label;
import org.jspecify.annotations.Nullable;

/** By what figures can be broken down and filtered. */
// The map is filled once, by the constructor; the checker believes only its own annotation.
@SuppressWarnings("ImmutableEnumChecker")
public enum Dimension {
    FISCAL_YEAR(
            Kind.TIME,
            "fiscalYear",
            new Label("Fiscal year", "年度"),
            "From 1 April, named by the year in which it begins; of the date that puts the record into a period. A stock is"
                    + " taken at the end of each.",
            Codelists.YEARS,
            Map.of()),
    MONTH(
            Kind.TIME,
            "month",
            new Label("Month", "月"),
            "Calendar month of the date that puts the record into a period, such as 2015-04. A stock is taken at the end of"
                    + " each.",
            Codelists.MONTHS,
            Map.of()),
    COUNTRY(
            Kind.IN_CELLS,
            "country",
            new Label("Country", "国・地域"),
            "Sending country of a participation (its nationality with countryBasis=nationality), countries of a program or an"
                    + " agreement. A former country stays under its own code unless formerCountries=successor folds it.",
            Codelists.COUNTRIES,
            Map.of(
                    Subject.PARTICIPATION, Column.one("country"),
                    Subject.PROGRAM, Column.several("countries"),
                    Subject.AGREEMENT, Column.several("countries"))),
    REGION(
            Dimension.COUNTRY,
            "region",
            new Label("Region", "地域"),
            "Continent of the country by the UN's M49 standard.",
            Codelists.REGIONS),
    INCOME_GROUP(
            Dimension.COUNTRY,
            "incomeGroup",
            new Label("Income group", "所得階層"),
            "Group of the country on the DAC list of ODA recipients that holds for the record's own fiscal year.",
            Codelists.INCOME_GROUPS),
    LEAD_OFFICE(
            Kind.IN_CELLS,
            "leadOffice",
            new Label("Lead office", "主管機関"),
            "The office that answers for the program or the agreement; of a program, the one that did on the day that counts.",
            Codelists.OFFICES,
            ofAll(Column.one("lead_office"))),
    COOPERATING_OFFICE(
            Kind.PLAIN,
            "cooperatingOffice",
            new Label("Cooperating office", "協力機関"),
            "Offices that help the lead office with the program.",
            Codelists.OFFICES,
            ofPrograms(Column.several("cooperating_offices").fromProgram())),
    FACILITY(
            Kind.IN_CELLS,
            "facility",
            new Label("Facility", "施設"),
            "The facility of the program, such as DRLC.",
            Codelists.FACILITIES,
            ofPrograms(Column.one("facility"))),
    LOCAL_GOVERNMENT(
            Kind.PLAIN,
            "localGovernment",
            new Label("Local government", "地方自治体"),
            "Hosts of a participation, partners of a program, parties of an agreement.",
            Codelists.LOCAL_GOVERNMENTS,
            ofAll(Column.several("local_governments"))),
    PREFECTURE(
            Dimension.LOCAL_GOVERNMENT,
            "prefecture",
            new Label("Prefecture", "都道府県"),
            "The two digits (JIS X 0401) of the prefecture in which the local government lies.",
            Codelists.PREFECTURES),
    SCHEME(
            Kind.IN_CELLS,
            "scheme",
            new Label("Scheme", "事業"),
            "The scheme of the program.",
            Codelists.SCHEMES,
            ofPrograms(Column.one("scheme"))),
    KIND(
            Kind.IN_CELLS,
            "kind",
            new Label("Kind", "研修の種類"),
            "The kind of a course of the Knowledge Co-Creation Program.",
            Codelists.KINDS,
            ofPrograms(Column.one("kind"))),
    DELIVERY(
            Kind.PLAIN,
            "delivery",
            new Label("Delivery", "実施形態"),
            "Where participants are while they learn.",
            Codelists.DELIVERIES,
            ofPrograms(Column.one("delivery").fromProgram())),
    SECTOR(
            Kind.PLAIN,
            "sector",
            new Label("Sector", "分野"),
            "Purpose codes of the DAC, five digits.",
            Codelists.SECTORS,
            ofPrograms(Column.several("sectors"))),
    SECTOR_CATEGORY(
            Dimension.SECTOR,
            "sectorCategory",
            new Label("Sector category", "分野分類"),
            "The DAC's three digits above the sectors.",
            Codelists.SECTOR_CATEGORIES),
    THEMATIC_FIELD(
            Kind.PLAIN,
            "thematicField",
            new Label("Thematic field", "課題"),
            "JICA's own thematic field of the program.",
            Codelists.THEMATIC_FIELDS,
            ofPrograms(Column.one("thematic_field").fromProgram())),
    SEX(
            Kind.PERSONAL,
            "sex",
            new Label("Sex", "性別"),
            "As reported, as at acceptance.",
            Codelists.SEXES,
            ofParticipations("sex")),
    AGE_BAND(
            Kind.PERSONAL,
            "ageBand",
            new Label("Age band", "年齢層"),
            "Age at the start, in bands of ten years.",
            Codelists.AGE_BANDS,
            ofParticipations("age_band")),
    OCCUPATION(
            Kind.PERSONAL,
            "occupation",
            new Label("Occupation", "職業"),
            "As at acceptance.",
            Codelists.OCCUPATIONS,
            ofParticipations("occupation")),
    ORGANISATION_TYPE(
            Kind.PERSONAL,
            "organisationType",
            new Label("Organisation type", "所属機関の種類"),
            "Type of the sending organisation, as at acceptance.",
            Codelists.ORGANISATION_TYPES,
            ofParticipations("organisation_type")),
    NATIONALITY(
            Kind.PERSONAL,
            "nationality",
            new Label("Nationality", "国籍"),
            "As at acceptance.",
            Codelists.COUNTRIES,
            ofParticipations("nationality")),
    AGREEMENT_TYPE(
            Kind.PLAIN,
            "agreementType",
            new Label("Agreement type", "協定の種類"),
            "Comprehensive cooperation agreement, memorandum or project-specific agreement.",
            Codelists.AGREEMENT_TYPES,
            Map.of(Subject.AGREEMENT, Column.one("agreement_type"))),
    COOPERATION_FIELD(
            Kind.PLAIN,
            "cooperationField",
            new Label("Cooperation field", "協力分野"),
            "What the parties agree to work on together.",
            Codelists.COOPERATION_FIELDS,
            Map.of(Subject.AGREEMENT, Column.several("cooperation_fields"))),
    SDG(
            Kind.PLAIN,
            "sdg",
            new Label("Sustainable Development Goal", "持続可能な開発目標"),
            "Goals to which the program contributes, 1 to 17.",
            Codelists.SDGS,
            ofPrograms(Column.several("sdg_goals").fromProgram()));

    private final Kind kind;
    private final @Nullable Dimension base;
    private final String wireName;
    private final Label label;
    private final String definition;
    private final Codelist codelist;
    private final Map<Subject, Column> columns;

    Dimension(
            Kind kind,
            String wireName,
            Label label,
            String definition,
            Codelist codelist,
            Map<Subject, Column> columns) {
        this.kind = kind;
        this.base = null;
        this.wireName = wireName;
        this.label = label;
        this.definition = definition;
        this.codelist = codelist;
        this.columns = columns.isEmpty() ? Map.of() : new EnumMap<>(columns);
    }

    /** One that follows from another: the region of a country. */
    Dimension(Dimension base, String wireName, Label label, String definition, Codelist codelist) {
        this.kind = base.kind;
        this.base = base;
        this.wireName = wireName;
        this.label = label;
        this.definition = definition;
        this.codelist = codelist;
        this.columns = base.columns;
    }

    public static Optional<Dimension> named(String wireName) {
        return Arrays.stream(values())
                .filter(dimension -> dimension.wireName.equals(wireName))
                .findFirst();
    }

    /** All by which records can be filtered; the period is no filter. */
    public static List<Dimension> filters() {
        return Arrays.stream(values()).filter(dimension -> !dimension.isTime()).toList();
    }

    public String wireName() {
        return wireName;
    }

    /** A unit of what is told apart by it: countries. */
    String plural() {
        return wireName.endsWith("y") ? wireName.substring(0, wireName.length() - 1) + "ies" : wireName + "s";
    }

    public Label label() {
        return label;
    }

    public String definition() {
        return definition;
    }

    public Codelist codelist() {
        return codelist;
    }

    /** The dimension whose columns hold it: the country of a region; itself, unless it follows from another. */
    public Dimension base() {
        return base == null ? this : base;
    }

    /** Where facts of this kind hold it; nowhere for a dimension that they do not have. The year is reckoned from a date. */
    public Optional<Column> of(Subject subject) {
        return Optional.ofNullable(columns.get(subject));
    }

    public boolean appliesTo(Subject subject) {
        return isTime() || columns.containsKey(subject);
    }

    /** Reckoned from the date that puts a record into a period. */
    public boolean isTime() {
        return kind == Kind.TIME;
    }

    /** Whether it tells something of a person. */
    public boolean isPersonal() {
        return kind == Kind.PERSONAL;
    }

    /** Whether the cells are kept apart by it, or by what it follows from. */
    public boolean inCells() {
        return kind == Kind.IN_CELLS || this == FISCAL_YEAR;
    }

    private static Map<Subject, Column> ofParticipations(String column) {
        return Map.of(Subject.PARTICIPATION, Column.one(column));
    }

    /** What a participation has from its program, either in its own facts or in those of the program. */
    private static Map<Subject, Column> ofPrograms(Column column) {
        return Map.of(
                Subject.PARTICIPATION, column, Subject.PROGRAM, new Column(column.name(), column.several(), false));
    }

    private static Map<Subject, Column> ofAll(Column column) {
        return Map.of(Subject.PARTICIPATION, column, Subject.PROGRAM, column, Subject.AGREEMENT, column);
    }

    private enum Kind {
        TIME,
        IN_CELLS,
        PERSONAL,
        PLAIN
    }
}
