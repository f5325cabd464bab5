package jp.go.jica.partnerships.participants.restore;

import static java.util.stream.Collectors.groupingBy;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.participants.participant.LostErasures;
import org.jboss.logging.Logger;

/** Brings the database to where it holds every erasure that was told, and opens the guard. */
@ApplicationScoped
public class ErasureReplay {

    private static final Logger LOG = Logger.getLogger(ErasureReplay.class);

    private final AgroalDataSource dataSource;
    private final LostErasures erasures;
    private final RestoreGuard guard;

    public ErasureReplay(AgroalDataSource dataSource, LostErasures erasures, RestoreGuard guard) {
        this.dataSource = dataSource;
        this.erasures = erasures;
        this.guard = guard;
    }

    /** What this service has told so far. */
    public interface OwnEvents {

        /** By partition, where the events end that there are now. */
        Map<Integer, Long> ends();

        /** All events from one place to the other, some at a time. */
        void read(Map<Integer, Long> from, Map<Integer, Long> to, Consumer<List<JournalEvent>> reader);
    }

    /** Reads on from what the database is known to hold; ordinarily that is nothing. */
    public void replay(OwnEvents told) {
        guard.replayedBy(Thread.currentThread());
        Map<Integer, Long> ends = told.ends();
        HeldErasures before = begin(ends);
        List<JournalEvent> lost = new ArrayList<>();
        told.read(before.positions(), ends, events -> lost.addAll(erasures.lost(events)));
        long again = lost.stream().collect(groupingBy(JournalEvent::aggregateId)).entrySet().stream()
                .filter(of -> erasures.eraseAgain(of.getKey(), of.getValue()))
                .count();
        if (again > 0) {
            LOG.warnf("%d persons were in this database though they had been erased; they are erased again", again);
        }
        try (var connection = dataSource.getConnection()) {
            if (HeldErasures.of(connection).goesOn(before)) {
                guard.open(HeldErasures.advance(ends, connection));
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /**
     * Whatever was told until now was committed to this database before, so a backup that has these positions has that too: they
     * move on without anything being read.
     */
    public void keepUp(OwnEvents told) {
        Map<Integer, Long> ends = told.ends();
        // By one connection: it does not survive that the database is replaced.
        try (var connection = dataSource.getConnection()) {
            if (guard.staysOpen(() -> HeldErasures.of(connection))) {
                guard.open(HeldErasures.advance(ends, connection));
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private HeldErasures begin(Map<Integer, Long> ends) {
        try (var connection = dataSource.getConnection()) {
            return HeldErasures.within(ends, connection);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
