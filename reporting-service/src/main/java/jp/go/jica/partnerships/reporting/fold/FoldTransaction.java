package jp.go.jica.partnerships.reporting.fold;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.reporting.sql.Unhurried;

/**
 * The statements of one batch, each for the whole batch at once. Rows go to PostgreSQL as {@link Columns}; those that hold rows
 * themselves, and what seldom comes, as one JSON array.
 */
final class FoldTransaction {

    private static final JsonMapper ROWS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final Connection connection;

    FoldTransaction(Connection connection) {
        this.connection = connection;
    }

    int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters)) {
            return statement.executeUpdate();
        }
    }

    <T> List<T> query(Reading<T> reading, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reading.of(rows));
            }
            return read;
        }
    }

    /**
     * Has statements planned by what the tables and the batch hold now. A plan that is kept expects some ten or a hundred rows of a
     * batch.
     */
    void planAnew() throws SQLException {
        query(row -> row.getString(1), "select set_config('plan_cache_mode', 'force_custom_plan', true)");
    }

    /**
     * Has statements planned once for all batches, to look up each row by an index: nothing is quicker for a few rows, and such a plan
     * is right however much the tables held when it was made. Planning anew would take longer than folding them.
     */
    void planOnce() throws SQLException {
        query(row -> row.getString(1), """
                select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true),
                       set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)""");
    }

    /** Does what reads all that there is. */
    <T> T unhurried(Unhurried.Work<T> work) throws SQLException {
        return Unhurried.done(connection, work);
    }

    /** A row of the result. */
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** For {@code jsonb_to_recordset}: the fields of the records are the columns, in snake case. */
    static String json(Collection<?> rows) {
        try {
            return ROWS.writeValueAsString(rows);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("Rows of a batch cannot be written as JSON", impossible);
        }
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            int at = 1;
            for (Object parameter : parameters) {
                if (parameter instanceof Columns.Rows rows) {
                    at = rows.set(statement, connection, at);
                } else if (parameter instanceof UUID[] ids) {
                    statement.setArray(at++, connection.createArrayOf("uuid", ids));
                } else {
                    statement.setObject(at++, parameter);
                }
            }
            return statement;
        } catch (SQLException failure) {
            statement.close();
            throw failure;
        }
    }
}
