package jp.go.jica.partnerships.participants.restore;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether this instance may answer: only while its database is known to hold every erasure that was ever told. */
@ApplicationScoped
public class RestoreGuard {

    private static final Logger LOG = Logger.getLogger(RestoreGuard.class);

    private volatile @Nullable HeldErasures held;
    private volatile @Nullable Thread replaying;

    public boolean isOpen() {
        return held != null;
    }

    public void requireOpen() {
        if (!isOpen()) {
            throw Refusal.unavailable(
                    "Whether everything that was erased is erased in this database is being looked at");
        }
    }

    /** Whether the database may be used there: everywhere while it is open, and where erasures are replayed. */
    boolean lets(Thread asking) {
        return isOpen() || asking.equals(replaying);
    }

    /** From now on this is where erasures are replayed. */
    void replayedBy(Thread thread) {
        replaying = thread;
    }

    void open(HeldErasures known) {
        held = known;
    }

    /** Looks at a database. */
    @FunctionalInterface
    interface Look {
        HeldErasures at() throws SQLException;
    }

    /** Stays open if the database is the one that it was; closed until its erasures are replayed if not. */
    boolean staysOpen(Look look) throws SQLException {
        // Taken before looking: another connection may go on meanwhile, and what was seen here is less then.
        HeldErasures known = held;
        if (known != null && !look.at().goesOn(known)) {
            LOG.warn("The database is another one than before; nothing is answered until its erasures are replayed");
            held = null;
        }
        return isOpen();
    }
}
