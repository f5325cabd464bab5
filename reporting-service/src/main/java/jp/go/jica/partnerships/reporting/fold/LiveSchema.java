package jp.go.jica.partnerships.reporting.fold;

import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/**
 * Which of the two schemas with facts, cells and folded events is read and folded: one row says so. A transaction enters it
 * before it asks for any of them, and whoever writes does so after it has become the one writer.
 */
public final class LiveSchema {

    // For the connection and only when it changes, which is at a switch: with each change of the path driver and server
    // forget the plans of all statements.
    private static final String ENTER = """
            select case current_setting('search_path') when name || ', public' then null
                   else set_config('search_path', name || ', public', false) end, corrections
            from live_schema""";

    private LiveSchema() {}

    /** For the caller's transaction. */
    public static void enter(Connection transaction) throws SQLException {
        new FoldTransaction(transaction).query(row -> row.getString(1), ENTER);
    }

    /**
     * Likewise.
     *
     * @return how often a switch has changed what is answered at earlier positions
     */
    public static int enter(Handle transaction) {
        return transaction
                .createQuery(ENTER)
                .map((row, context) -> row.getInt("corrections"))
                .one();
    }
}
