package jp.go.jica.partnerships.reporting.fold;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.referencedata.Countries;
import jp.go.jica.partnerships.referencedata.Country;
import org.jspecify.annotations.Nullable;

/**
 * Participations of twenty years up to today, a hundred in each program and twenty in each of its runs, written by the fold's own
 * SQL as if each had been told of by its last event, in the order of their days. Of a hundred people three do not stay to
 * the end or do not come, and a third come a second time, some of them in the same year. The same in every run, but for today.
 */
public final class GeneratedFacts {

    private static final int OF_A_PROGRAM = 100;
    private static final int OF_A_RUN = 20;
    private static final int IN_A_BATCH = 10_000;
    private static final int DAYS = 20 * 365;
    private static final long BETWEEN_RUNS = 41;
    private static final int LAST_RUN = OF_A_PROGRAM / OF_A_RUN - 1;
    private static final List<String> OFFICES = List.of(
            "SKK", "KNS", "TIC", "KYU", "OKN", "YOK", "CBU", "THK", "CGK", "HRK", "HKD-S", "HKD-O", "TKB", "NHM");
    private static final List<String> SCHEMES = List.of("KCCP", "KCCP", "JPP-LG", "SME");
    private static final List<String> COUNTRIES = Countries.all().stream()
            .filter(country -> country.region() != null)
            .map(Country::code)
            .map(code -> code.value())
            .filter(code -> code.length() == 2)
            .limit(140)
            .toList();

    private final Connection connection;
    private final LocalDate today;
    private int from;
    private int to;

    public GeneratedFacts(Connection connection, LocalDate today) {
        this.connection = connection;
        this.today = today;
    }

    /** Writes those from one number on and before another, spread over all the years, in batches that are committed. */
    public void write(int from, int to) throws SQLException {
        this.from = from;
        this.to = to;
        connection.setAutoCommit(false);
        for (int first = from; first < to; first += IN_A_BATCH) {
            FoldTransaction transaction = new FoldTransaction(connection);
            long seq = Fold.nextPosition(transaction);
            transaction.planAnew();
            List<Fact> facts = new ArrayList<>();
            int end = Math.min(to, first + IN_A_BATCH);
            for (int program = first / OF_A_PROGRAM; program * OF_A_PROGRAM < end; program++) {
                facts.add(program(program));
            }
            for (int n = first; n < end; n++) {
                facts.add(participation(n));
            }
            new Facts(transaction, seq).store(facts);
            Fold.tick(transaction, seq, facts.size());
            connection.commit();
        }
    }

    private Fact.Program program(int n) {
        String office = of(OFFICES, n);
        LocalDate first = start(n, 0);
        List<Fact.Run> runs = new ArrayList<>();
        for (int run = 0; run < OF_A_PROGRAM / OF_A_RUN; run++) {
            runs.add(new Fact.Run(
                    runId(n, run), id(1, n), start(n, run), start(n, run).plusDays(30)));
        }
        LocalDate last = runs.get(runs.size() - 1).plannedEnd();
        return new Fact.Program(
                id(1, n),
                5,
                "GENERATED-" + n,
                of(SCHEMES, n),
                Codes.NONE,
                office,
                List.of(office),
                List.of(),
                List.of(Codes.NONE),
                n % 10 == 0 ? "DRLC" : Codes.NONE,
                "IN_JAPAN",
                List.of(of(COUNTRIES, n), of(COUNTRIES, n + 50)),
                List.of("14021"),
                Codes.NONE,
                List.of("6"),
                List.of("372021"),
                "IMPLEMENTING",
                first.minusDays(200),
                first.minusDays(150),
                null,
                null,
                first.minusDays(100),
                first.minusDays(10),
                last != null && last.isBefore(today) ? last : null,
                null,
                first.minusDays(10),
                last,
                runs);
    }

    private Fact.Participation participation(int n) {
        int program = n / OF_A_PROGRAM;
        int run = n % OF_A_PROGRAM / OF_A_RUN;
        LocalDate start = start(program, run);
        LocalDate end = start.plusDays(30);
        boolean came = n % 100 != 50;
        boolean left = n % 100 == 51 || n % 100 == 52;
        String country = of(COUNTRIES, n + program);
        return new Fact.Participation(
                id(3, n),
                4,
                // In the fourteenth of twenty years that is ten months before.
                id(4, n % 3 == 0 ? from + (int) ((n - from) * 15L / 16) : n),
                id(1, program),
                runId(program, run),
                country,
                country,
                n % 2 == 0 ? "F" : "M",
                "30-39",
                "GOVERNMENT",
                "ENGINEER",
                "SHORT",
                List.of("372021"),
                "COMPLETED",
                start.minusDays(60),
                came ? null : start.minusDays(5),
                null,
                came ? happened(start) : null,
                came && !left ? happened(end) : null,
                came && left ? happened(end.minusDays(10)) : null,
                start,
                end);
    }

    private @Nullable LocalDate happened(LocalDate day) {
        return day.isAfter(today) ? null : day;
    }

    private LocalDate start(int program, int run) {
        long day = (program * (long) OF_A_PROGRAM - from) * DAYS / (to - from);
        return today.plusDays(20).minusDays(DAYS + LAST_RUN * BETWEEN_RUNS).plusDays(day + run * BETWEEN_RUNS);
    }

    private static UUID runId(int program, int run) {
        return id(2, program * (OF_A_PROGRAM / OF_A_RUN) + run);
    }

    private static UUID id(int kind, int n) {
        return new UUID((0x0194_31f0_6c00L + n) << 16 | 0x7000, Long.MIN_VALUE | (long) kind << 32 | n);
    }

    private static String of(List<String> codes, int n) {
        return codes.get(n % codes.size());
    }
}
