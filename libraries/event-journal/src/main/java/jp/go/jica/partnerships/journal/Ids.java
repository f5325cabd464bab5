package jp.go.jica.partnerships.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Ids that a statement asks for, as {@code id = any(?::uuid[])}. A single one is given as one: PostgreSQL does not know how many an
 * array will hold, so it plans anew for each, which takes longer than the look-up itself.
 */
public final class Ids {

    private static final String PLACE = "?::uuid[]";
    private static final String OF_ONE = "array[?::uuid]";

    private Ids() {}

    /** The statement for these ids. */
    public static PreparedStatement asked(Connection connection, String sql, Collection<UUID> ids) throws SQLException {
        return asked(connection, sql, List.of(ids));
    }

    /** The statement with these lists in its places for ids, which are its only parameters, in order. */
    public static PreparedStatement asked(Connection connection, String sql, List<? extends Collection<UUID>> lists)
            throws SQLException {
        StringBuilder sized = new StringBuilder();
        int from = 0;
        for (Collection<UUID> ids : lists) {
            int place = sql.indexOf(PLACE, from);
            sized.append(sql, from, place).append(place(ids));
            from = place + PLACE.length();
        }
        PreparedStatement statement =
                connection.prepareStatement(sized.append(sql.substring(from)).toString());
        AggregateTable.bind(statement, lists.stream().map(Ids::value).toList());
        return statement;
    }

    /** How they stand in a statement. */
    static String place(Collection<UUID> ids) {
        return ids.size() == 1 ? OF_ONE : PLACE;
    }

    /** The parameter for that. */
    static Object value(Collection<UUID> ids) {
        return ids.size() == 1
                ? ids.iterator().next()
                : ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
