package jp.go.jica.partnerships.digest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Tells in metrics whether somebody relays the journal, and how much of the log is kept for that. */
@Singleton
public class RelayMeter {

    private static final Logger LOG = Logger.getLogger(RelayMeter.class);

    private static final String SLOT = """
            select coalesce(bool_or(active), false) as connected,
                   coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)), 0) as behind,
                   coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)), 0) as kept
            from pg_replication_slots where slot_name = ?
            """;

    /** What is known of the slot; nothing while the database is away. */
    private record Slot(double connected, double behind, double kept) {
        static final Slot UNKNOWN = new Slot(Double.NaN, Double.NaN, Double.NaN);
    }

    private final DataSource dataSource;
    private final String slot;
    private volatile Slot seen = Slot.UNKNOWN;

    public RelayMeter(
            DataSource dataSource,
            MeterRegistry meters,
            @ConfigProperty(name = "partnerships.service") String service) {
        this.dataSource = dataSource;
        this.slot = service + "_journal";
        Gauge.builder("partnerships.relay.connected", this, each -> each.seen.connected)
                .description("1 while a relay reads the journal's slot, 0 when none does or there is no slot")
                .register(meters);
        Gauge.builder("partnerships.relay.behind", this, each -> each.seen.behind)
                .baseUnit("bytes")
                .description("Log that the relay has not confirmed")
                .register(meters);
        Gauge.builder("partnerships.relay.kept", this, each -> each.seen.kept)
                .baseUnit("bytes")
                .description("Log that is kept on disk for the relay")
                .register(meters);
    }

    @Scheduled(every = "15s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(SLOT)) {
            select.setString(1, slot);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                seen = new Slot(row.getBoolean("connected") ? 1 : 0, row.getDouble("behind"), row.getDouble("kept"));
            }
        } catch (SQLException away) {
            seen = Slot.UNKNOWN;
            LOG.debug("The slot cannot be looked at", away);
        }
    }
}
