package jp.go.jica.partnerships.conventions.rest;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import jp.go.jica.partnerships.conventions.Refusal;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** What the database's refusals and absences mean to a caller, by their SQLSTATE. */
public final class DatabaseRefusal {

    // A server that recovers, that lets nobody in, or that is a replica for the moment.
    private static final Set<String> UNREADY = Set.of("55000", "25006");
    // No connection, one that was ended, too many of them, a password that has been changed.
    private static final List<String> AWAY = List.of("08", "57P", "53", "28");

    private DatabaseRefusal() {}

    /** The failure, what caused it and what was suppressed on the way: a failed commit hides its reason in the latter. */
    public static Collection<Throwable> reasons(Throwable failure) {
        Set<Throwable> seen = new LinkedHashSet<>();
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty()) {
            Throwable next = open.removeFirst();
            if (seen.add(next)) {
                open.addAll(List.of(next.getSuppressed()));
                if (next.getCause() != null) {
                    open.addFirst(next.getCause());
                }
            }
        }
        return seen;
    }

    /** Null if it is a fault of ours. */
    public static @Nullable Refusal of(SQLException database) {
        String state = database.getSQLState();
        if (state == null) {
            // The pool has no connection to give.
            return Refusal.unavailable("The database does not answer");
        }
        if (state.equals("23505")) {
            return Refusal.duplicate("duplicate", "/" + constraint(database), "Another record has the same value");
        }
        if (state.startsWith("23") || state.startsWith("22")) {
            return Refusal.brokenRule("refused-by-database", "", "A value is outside of what can be stored");
        }
        // Serialisation failure, deadlock, lock not available in time.
        if (state.startsWith("40") || state.equals("55P03")) {
            return Refusal.lockConflict();
        }
        if (state.equals("57014")) {
            return Refusal.unavailable("The request took too long");
        }
        boolean away = UNREADY.contains(state) || AWAY.stream().anyMatch(state::startsWith);
        return away || database instanceof SQLTransientException
                ? Refusal.unavailable("The database does not answer")
                : null;
    }

    // Unique constraints are named as the field that they keep unique.
    private static String constraint(SQLException database) {
        if (database instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
            return Objects.requireNonNullElse(refused.getServerErrorMessage().getConstraint(), "");
        }
        return "";
    }
}
