package jp.go.jica.partnerships.reporting.fold;

import java.sql.SQLException;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Subject;

/** The cells of programs by the years in which they were active, which earlier versions of the service do not keep. */
final class ActivePrograms {

    private static final String MEASURES = Measure.listed(Measure.lastingOf(Subject.PROGRAM));

    private static final String COUNT = """
            insert into cell (measure, fiscal_year, country, lead_office, scheme, kind, facility, n)
            select counted.measure, counted.fiscal_year, %s, counted.lead_office, f.scheme, f.kind, f.facility, sum(counted.n)
            from program_fact f
            cross join lateral (%s) as counted(measure, fiscal_year, lead_office, n)
            %s
            where f.known_to_seq = 9223372036854775807
            group by 1, 2, 3, 4, 5, 6, 7
            on conflict (measure, fiscal_year, country, lead_office, scheme, kind, facility) do update set n = excluded.n
            """.formatted(
                    Subject.PROGRAM.countryInCells(),
                    Measure.lastingOf(Subject.PROGRAM).stream()
                            .map(measure -> measure.naming(
                                    measure.lasting().orElseThrow().byYear("true")))
                            .collect(Collectors.joining("\nunion all\n")),
                    Subject.PROGRAM.eachCountry());

    private final FoldTransaction transaction;

    ActivePrograms(FoldTransaction transaction) {
        this.transaction = transaction;
    }

    /** All of them, after events were folded by a version of the service that does not count them. */
    void countAnew() throws SQLException {
        transaction.unhurried(() -> {
            transaction.update("update cell set n = 0 where measure in (%s)".formatted(MEASURES));
            transaction.update(COUNT);
            return transaction.update("update fold_clock set counted_seq = seq");
        });
    }
}
