package jp.go.jica.partnerships.reporting.annual;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.referencedata.DomesticOfficeCount;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.referencedata.Label;
import jp.go.jica.partnerships.referencedata.Offices;
import jp.go.jica.partnerships.reporting.codelist.OfficeHistory;
import jp.go.jica.partnerships.reporting.freshness.OwnerFreshness;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.report.Answer;
import jp.go.jica.partnerships.reporting.report.Parameters;
import jp.go.jica.partnerships.reporting.report.Reports;
import jp.go.jica.partnerships.reporting.report.Tagged;
import jp.go.jica.partnerships.reporting.statistics.Figure;
import jp.go.jica.partnerships.reporting.statistics.Period;
import jp.go.jica.partnerships.reporting.statistics.Position;
import jp.go.jica.partnerships.reporting.statistics.Snapshot;
import jp.go.jica.partnerships.reporting.statistics.Statistics;
import jp.go.jica.partnerships.reporting.statistics.StatisticsQuery;
import org.jspecify.annotations.Nullable;

/** Computes the figures of the yearly report for any fiscal year. */
@ApplicationScoped
public class AnnualReport {

    private static final String DRLC = "DRLC";
    private static final String MARUGAME = "372021";
    private static final String LAOS = "LA";
    private static final String KANSAI = "KNS";

    // The year in which DRLC opened.
    private static final FiscalYear SINCE_DRLC = FiscalYear.of(2007);

    // The year in which JICA was established: it can have concluded nothing before.
    private static final FiscalYear SINCE_JICA = FiscalYear.of(1974);

    private final Reports reports;

    public AnnualReport(Reports reports) {
        this.reports = reports;
    }

    /**
     * The report on one fiscal year.
     *
     * @param had whether the caller has the answer with this tag already
     * @throws Refusal (400) without a fiscal year
     */
    public Tagged<AnnualAnswer> of(Parameters parameters, Predicate<String> had) {
        period(parameters);
        return reports.tagged(parameters, had, (snapshot, owners) -> of(parameters, snapshot, owners));
    }

    /** The same from a snapshot that is open already. */
    public AnnualAnswer of(Parameters parameters, Snapshot snapshot, List<OwnerFreshness> owners) {
        Period period = period(parameters);
        Position position = snapshot.position(parameters.knowledge());
        Page page = new Page(snapshot, period.to(), parameters);
        return new AnnualAnswer(
                "annual",
                Answer.PeriodOfAnswer.of(period),
                reports.asOf(parameters),
                position.knownAt(),
                position.knownAtBasis(),
                Measure.DEFINITIONS,
                page.figures(),
                position.seq(),
                owners);
    }

    /**
     * The question behind a figure.
     *
     * @param source as the figure names it; empty where it comes from a code list
     */
    public Optional<StatisticsQuery> question(String source) {
        return Source.parse(source).map(parsed -> reports.question(parsed.asParameters()));
    }

    private static Period period(Parameters parameters) {
        return parameters
                .period()
                .orElseThrow(() -> Refusal.invalid("missing-period", "?fiscalYear", "Say for which fiscal year"));
    }

    /** The figures of one year, all from one snapshot. */
    private final class Page {

        private final Snapshot snapshot;
        private final FiscalYear year;
        private final Parameters parameters;

        Page(Snapshot snapshot, FiscalYear year, Parameters parameters) {
            this.snapshot = snapshot;
            this.year = year;
            this.parameters = parameters;
        }

        List<AnnualAnswer.Figure> figures() {
            return List.of(
                    counted(
                            "jpp-lg-adopted",
                            new Label(
                                    "JICA Partnership Programs (Local Government Type) adopted",
                                    "草の根技術協力事業(地域提案型等)の採択件数"),
                            Source.statistics("programsAdopted")
                                    .with("scheme", "JPP-LG")
                                    .in(year)),
                    approximate(
                            "kccp-participations",
                            new Label("Participations in the Knowledge Co-Creation Program", "研修員受入事業の受入人数"),
                            Source.statistics("participationsAccepted")
                                    .with("scheme", "KCCP")
                                    .in(year),
                            1_000),
                    approximate(
                            "kccp-countries",
                            new Label("Countries from which they came", "研修員受入事業の対象国数"),
                            Source.statistics("countries")
                                    .with("scheme", "KCCP")
                                    .in(year),
                            10),
                    cumulative(
                            "drlc-participations",
                            new Label(
                                    "Participations in programs of the Disaster Reduction Learning Center since it opened",
                                    "国際防災研修センターの累計受入人数"),
                            Source.statistics("participationsAccepted").with("facility", DRLC),
                            SINCE_DRLC),
                    cumulative(
                            "drlc-countries",
                            new Label("Developing countries from which they came", "同センターの対象となった開発途上国数"),
                            Source.statistics("countries")
                                    .with("facility", DRLC)
                                    .with("developing", "true"),
                            SINCE_DRLC),
                    domesticOffices(),
                    firstComprehensiveAgreement(),
                    comprehensiveAgreements(),
                    kansaiHistory(),
                    counted(
                            "uchiwa-program",
                            new Label(
                                    "Programs adopted in which Marugame City works with the people of Laos",
                                    "丸亀市とラオスの草の根技術協力事業の採択件数"),
                            Source.statistics("programsAdopted")
                                    .with("scheme", "JPP-LG")
                                    .with("localGovernment", MARUGAME)
                                    .with("country", LAOS)
                                    .in(year)));
        }

        private AnnualAnswer.Figure counted(String id, Label text, Source source) {
            return figure(id, text, source, null, null, null);
        }

        private AnnualAnswer.Figure approximate(String id, Label text, Source source, long unit) {
            return figure(id, text, source, unit, null, null);
        }

        private AnnualAnswer.Figure cumulative(String id, Label text, Source source, FiscalYear since) {
            FiscalYear from = notAfterYear(since);
            return figure(id, text, source.in(from, year), null, from, null);
        }

        private AnnualAnswer.Figure comprehensiveAgreements() {
            FiscalYear from = notAfterYear(SINCE_JICA);
            Source source = Source.statistics("agreementsSigned")
                    .with("agreementType", "COMPREHENSIVE_COOPERATION")
                    .with("groupBy", "fiscalYear")
                    .with("groupBy", "localGovernment")
                    .in(from, year);
            return figure(
                    "comprehensive-agreements-signed",
                    new Label(
                            "Comprehensive cooperation agreements signed with local governments until the end of the year",
                            "年度末までに締結した地方自治体との包括連携協定数"),
                    source,
                    null,
                    from,
                    rows(answer(source)));
        }

        private AnnualAnswer.Figure firstComprehensiveAgreement() {
            Source source = Source.statistics("firstAgreementSignedOn")
                    .with("agreementType", "COMPREHENSIVE_COOPERATION")
                    .with("groupBy", "localGovernment")
                    .in(notAfterYear(SINCE_JICA), year);
            Statistics statistics = answer(source);
            Figure first = statistics.total(Measure.FIRST_AGREEMENT_SIGNED_ON);
            List<Map<String, Object>> details = rows(statistics).stream()
                    .filter(row -> row.containsValue(first.written()))
                    .toList();
            return figure(
                    "first-comprehensive-agreement",
                    new Label(
                            "Day of the first comprehensive cooperation agreement with a local government",
                            "地方自治体との最初の包括連携協定の締結日"),
                    source,
                    null,
                    notAfterYear(SINCE_JICA),
                    details);
        }

        private AnnualAnswer.Figure domesticOffices() {
            DomesticOfficeCount count = Offices.domesticOfficesCountedOn(year.end());
            List<Map<String, Object>> offices = count.offices().stream()
                    .map(office -> Map.<String, Object>of("code", office.code(), "name", office.name()))
                    .toList();
            String source = "/v1/codelists/offices?countedOn=" + year.end();
            return new AnnualAnswer.Figure(
                    "domestic-offices",
                    new Label("Domestic offices at the end of the year", "年度末の国内機関数"),
                    count.count(),
                    false,
                    null,
                    null,
                    count.unverified() ? "estimated" : null,
                    source,
                    source,
                    offices);
        }

        private AnnualAnswer.Figure kansaiHistory() {
            OfficeHistory history = OfficeHistory.of(KANSAI);
            String source = "/v1/codelists/offices?code=" + KANSAI;
            return new AnnualAnswer.Figure(
                    "kansai-history",
                    new Label(
                            "Year in which JICA Kansai was established, as JICA Hyogo until 2012",
                            "JICA関西(2012年まではJICA兵庫)の設立年"),
                    history.established(),
                    false,
                    null,
                    null,
                    null,
                    source,
                    source,
                    history.details());
        }

        private AnnualAnswer.Figure figure(
                String id,
                Label text,
                Source source,
                @Nullable Long roundedTo,
                @Nullable FiscalYear from,
                @Nullable List<Map<String, Object>> details) {
            Statistics statistics = answer(source);
            Figure total = statistics.total(statistics.query().measures().get(0));
            return new AnnualAnswer.Figure(
                    id,
                    text,
                    total.written(),
                    roundedTo != null,
                    roundedTo != null && total instanceof Figure.Count count
                            ? rounded(count.number(), roundedTo)
                            : null,
                    from == null ? null : from.startYear(),
                    statistics.status(null).wireName(),
                    atTheSameKnowledge(source).address(),
                    atTheSameKnowledge(source).explain(),
                    details);
        }

        private Statistics answer(Source source) {
            return snapshot.answer(reports.question(atTheSameKnowledge(source).asParameters()));
        }

        /** What the caller said about time holds for each figure too. */
        private Source atTheSameKnowledge(Source source) {
            Source same = source;
            for (Map.Entry<String, String> given : parameters.aboutTime().entrySet()) {
                same = same.with(given.getKey(), given.getValue());
            }
            return same;
        }

        private FiscalYear notAfterYear(FiscalYear since) {
            return since.compareTo(year) > 0 ? year : since;
        }
    }

    private static List<Map<String, Object>> rows(Statistics statistics) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Answer answer = Answer.of("statistics", statistics);
        for (Answer.Row row : answer.rows()) {
            Map<String, Object> details = new LinkedHashMap<>(row.key());
            details.put("label", row.label());
            details.putAll(row.values());
            rows.add(details);
        }
        return rows;
    }

    /** Half up. */
    private static long rounded(long number, long unit) {
        return (number + unit / 2) / unit * unit;
    }
}
