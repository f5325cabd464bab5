package jp.go.jica.partnerships.reporting.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Opens the one view of the database from which a whole answer is read, so that no batch can fall in its middle. */
@ApplicationScoped
public class Snapshots {

    private final Jdbi jdbi;
    private final Clock clock;

    public Snapshots(Jdbi jdbi, Clock clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    public <T> T read(Function<Snapshot, T> reading) {
        return jdbi.inTransaction(handle -> {
            // A plan for these very days: how few rows they leave is not to be seen from a parameter.
            handle.execute("""
                    set transaction isolation level repeatable read, read only;
                    set local plan_cache_mode = force_custom_plan""");
            return reading.apply(new Snapshot(handle, clock));
        });
    }
}
