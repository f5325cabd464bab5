package jp.go.jica.partnerships.bulk;

import io.quarkus.narayana.jta.QuarkusTransaction;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.bulk.csv.CsvRow;
import jp.go.jica.partnerships.bulk.csv.UnreadableFile;
import jp.go.jica.partnerships.bulk.sheet.Column;
import jp.go.jica.partnerships.bulk.sheet.Layout;
import jp.go.jica.partnerships.bulk.sheet.StatedRow;
import jp.go.jica.partnerships.conventions.Refusal.Violation;
import org.jspecify.annotations.Nullable;

/**
 * One job being done by the instance that holds it. A set of rows is tried at full speed first; if the database or a rule
 * refuses one of them, all of it is taken back and tried again with a savepoint before each row.
 */
final class ImportRun<T> {

    private static final int CHUNK = 1_000;
    private static final int MOST_IN_ONE_TRANSACTION = 20_000;
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(30);
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(2);

    private final Claim claim;
    private final ImportKind<T> kind;
    private final ImportWorker.Parts parts;
    private final Savepoint savepoint;
    private final BooleanSupplier stopping;
    private final FirstLines firstLines = new FirstLines();
    private Instant nextSign;
    private int shown;

    ImportRun(Claim claim, ImportKind<T> kind, ImportWorker.Parts parts, BooleanSupplier stopping) {
        this.claim = claim;
        this.kind = kind;
        this.parts = parts;
        this.savepoint = new Savepoint(parts.dataSource());
        this.stopping = stopping;
        this.nextSign = parts.clock().instant().plus(BETWEEN_SIGNS_OF_LIFE);
        this.shown = claim.job().processed();
    }

    void run() {
        int total = counted();
        if (claim.job().mode() == ImportMode.VALID_ROWS_ONLY) {
            takeValidRows();
        } else if (total > MOST_IN_ONE_TRANSACTION) {
            throw new UnreadableFile(
                    "too-many-rows",
                    1,
                    "The file has %d rows; at most %d are taken all or nothing"
                            .formatted(total, MOST_IN_ONE_TRANSACTION));
        } else {
            takeAllOrNothing(total);
        }
    }

    // Reads the file to its end, so that one that is spoilt there is refused before anything of it is taken.
    private int counted() {
        try (RowsOfFile rows = open()) {
            int total = 0;
            for (CsvRow row = rows.next(); row != null; row = rows.next()) {
                total++;
                if (total > parts.mostRows()) {
                    throw new UnreadableFile(
                            "too-many-rows", row.line(), "At most %d rows are taken".formatted(parts.mostRows()));
                }
                signOfLife(shown);
            }
            parts.jobs().counted(claim, total);
            return total;
        }
    }

    private void takeValidRows() {
        try (RowsOfFile rows = open()) {
            int processed = 0;
            while (processed < claim.job().processed()) {
                CsvRow row = rows.next();
                if (row == null) {
                    throw new IllegalStateException("The file has become shorter");
                }
                firstLines.of(rows.layout().key(row), row.line());
                processed++;
            }
            for (List<CsvRow> chunk = rows.next(CHUNK); !chunk.isEmpty(); chunk = rows.next(CHUNK)) {
                takeChunk(rows.layout(), chunk, processed);
                processed += chunk.size();
                shown = processed;
            }
        }
        inTransaction(() -> {
            parts.jobs().end(claim, ImportJob.State.COMPLETED);
            return true;
        });
    }

    private void takeChunk(Layout layout, List<CsvRow> chunk, int processed) {
        for (boolean careful : new boolean[] {false, true}) {
            try {
                inTransaction(() -> {
                    Tally tally = new Tally();
                    // How far the job is stands in the transaction itself.
                    tryAll(layout, chunk, careful, tried -> processed, tally);
                    if (claim.job().dryRun()) {
                        throw new TakenBack(tally);
                    }
                    parts.jobs().advance(claim, processed, chunk.size(), tally);
                    return true;
                });
                return;
            } catch (TakenBack dry) {
                inTransaction(() -> {
                    parts.jobs().advance(claim, processed, chunk.size(), dry.tally);
                    return true;
                });
                return;
            } catch (RowRefused refused) {
                // Once more, carefully.
            }
        }
        throw new IllegalStateException("A careful attempt refuses rows one by one");
    }

    private void takeAllOrNothing(int total) {
        for (boolean careful : new boolean[] {false, true}) {
            try (RowsOfFile rows = open()) {
                inTransaction(() -> {
                    Tally tally = new Tally();
                    int before = 0;
                    for (List<CsvRow> some = rows.next(CHUNK); !some.isEmpty(); some = rows.next(CHUNK)) {
                        int there = before;
                        tryAll(rows.layout(), some, careful, tried -> there + tried, tally);
                        before += some.size();
                    }
                    if (claim.job().dryRun() || tally.failed() > 0) {
                        throw new TakenBack(tally);
                    }
                    return end(total, tally, ImportJob.State.COMPLETED);
                });
                return;
            } catch (TakenBack back) {
                boolean good = back.tally.failed() == 0;
                inTransaction(() -> end(
                        total,
                        good ? back.tally : back.tally.withoutChanges(),
                        good ? ImportJob.State.COMPLETED : ImportJob.State.REFUSED));
                return;
            } catch (RowRefused refused) {
                // Once more, carefully, to tell all that is wrong.
            }
        }
        throw new IllegalStateException("A careful attempt refuses rows one by one");
    }

    private boolean end(int total, Tally tally, ImportJob.State state) {
        parts.jobs().advance(claim, shown, total - shown, tally);
        parts.jobs().end(claim, state);
        return true;
    }

    /** A row that can be read, and what it states. */
    private record Stated<T>(StatedRow row, T body) {}

    /** @param progress what is told of the job when so many of these rows have been tried */
    private void tryAll(Layout layout, List<CsvRow> rows, boolean careful, IntUnaryOperator progress, Tally tally) {
        if (!careful && kind instanceof BatchKind<T> together) {
            List<Stated<T>> readable = rows.stream()
                    .flatMap(row -> stated(layout, row, tally).stream())
                    .toList();
            signOfLife(progress.applyAsInt(0));
            takeTogether(together, readable, tally);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            stated(layout, rows.get(i), tally).ifPresent(each -> take(each, careful, tally));
            signOfLife(progress.applyAsInt(i + 1));
        }
    }

    /** Empty if the row cannot be read, which is counted then. */
    private Optional<Stated<T>> stated(Layout layout, CsvRow row, Tally tally) {
        StatedRow stated = new StatedRow(layout, row, parts.json());
        List<Violation> wrong = new ArrayList<>(layout.faults(row));
        T body = wrong.isEmpty() ? read(layout, row, wrong) : null;
        if (body == null) {
            tally.fail(errors(stated, wrong));
            return Optional.empty();
        }
        return Optional.of(new Stated<>(stated, body));
    }

    private void takeTogether(BatchKind<T> together, List<Stated<T>> rows, Tally tally) {
        try {
            BatchKind.Batch<T> batch =
                    together.begin(rows.stream().map(Stated::body).toList());
            for (Stated<T> each : rows) {
                try {
                    tally.count(batch.take(each.body(), each.row()));
                } catch (RuntimeException failure) {
                    tally.fail(errors(each.row(), ToldRefusal.of(failure).orElseThrow(() -> failure)));
                }
            }
            batch.settle();
            rows.forEach(each -> tally.warn(warnings(each.row())));
        } catch (RuntimeException failure) {
            throw ToldRefusal.of(failure).isPresent() ? new RowRefused() : failure;
        }
    }

    private void take(Stated<T> stated, boolean careful, Tally tally) {
        if (careful) {
            savepoint.set();
        }
        try {
            tally.count(kind.take(stated.body(), stated.row()));
            tally.warn(warnings(stated.row()));
        } catch (RuntimeException failure) {
            List<Violation> told = ToldRefusal.of(failure).orElseThrow(() -> failure);
            if (!careful) {
                throw new RowRefused();
            }
            tally.fail(errors(stated.row(), told));
            savepoint.goBack(kind.name());
        }
        if (careful) {
            savepoint.release();
        }
    }

    private @Nullable T read(Layout layout, CsvRow row, List<Violation> wrong) {
        long first = firstLines.of(layout.key(row), row.line());
        if (first != row.line()) {
            wrong.add(new Violation(
                    "/" + String.join("/", layout.sheet().key().get(0).path()),
                    "repeated-in-file",
                    "Line %d has the same %s"
                            .formatted(
                                    first,
                                    layout.sheet().key().stream()
                                            .map(Column::name)
                                            .collect(Collectors.joining(", ")))));
        }
        Optional<T> stated = parts.bodies().read(layout.body(row), kind.type(), wrong::add);
        return wrong.isEmpty() ? stated.orElse(null) : null;
    }

    private static List<RowError> errors(StatedRow row, List<Violation> violations) {
        return told(row, violations, RowError.Severity.ERROR);
    }

    private static List<RowError> warnings(StatedRow row) {
        return told(row, row.warnings(), RowError.Severity.WARNING);
    }

    private static List<RowError> told(StatedRow row, List<Violation> violations, RowError.Severity severity) {
        return violations.stream()
                .map(each -> new RowError(
                        severity,
                        row.row().line(),
                        row.layout().sheet().columnAt(each.pointer()),
                        each.code(),
                        each.detail()))
                .toList();
    }

    private RowsOfFile open() {
        return RowsOfFile.open(parts.uploads(), claim.id(), claim.charset(), kind.sheet());
    }

    // In a transaction of its own: nobody sees what stands in one that is still open.
    private void signOfLife(int processed) {
        if (stopping.getAsBoolean()) {
            throw new Stopping();
        }
        Instant now = parts.clock().instant();
        if (now.isAfter(nextSign)) {
            nextSign = now.plus(BETWEEN_SIGNS_OF_LIFE);
            inTransaction(() -> {
                parts.jobs().keep(claim, processed);
                return true;
            });
            shown = processed;
        }
    }

    private static <R> R inTransaction(Callable<R> work) {
        return QuarkusTransaction.requiringNew()
                .timeout((int) LONGEST_TRANSACTION.toSeconds())
                .call(work);
    }

    private static final class TakenBack extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final transient Tally tally;

        TakenBack(Tally tally) {
            super(null, null, false, false);
            this.tally = tally;
        }
    }

    private static final class RowRefused extends RuntimeException {

        @Serial
        private static final long serialVersionUID = 1L;

        RowRefused() {
            super(null, null, false, false);
        }
    }
}
