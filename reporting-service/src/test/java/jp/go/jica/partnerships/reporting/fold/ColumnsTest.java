package jp.go.jica.partnerships.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.Array;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever rows hold, PostgreSQL has it as it was. */
@QuarkusTest
@WithRealServers(service = "reporting")
class ColumnsTest {

    @FromServers
    ServiceDatabase database;

    record Row(
            UUID id,
            @Nullable String someText,
            int number,
            long largeNumber,
            @Nullable LocalDate day,
            Instant at,
            List<@Nullable String> words,
            List<LocalDate> days) {}

    @Test
    void rowsArriveAsTheyWere() throws SQLException {
        List<Row> rows = List.of(
                new Row(
                        UUID.randomUUID(),
                        "名 \"quoted\", {braced} \\ and NULL",
                        -1,
                        Long.MAX_VALUE,
                        LocalDate.of(2015, 4, 1),
                        Instant.parse("2015-04-01T00:00:00.123456Z"),
                        Arrays.asList("a,b", "\"", "\\", "{}", "", "NULL", "大阪府", null),
                        List.of(LocalDate.of(1965, 1, 31), LocalDate.of(9999, 12, 31))),
                new Row(UUID.randomUUID(), null, 7, 0, null, Instant.EPOCH, List.of(), List.of()));
        Columns<Row> columns = Columns.of(Row.class);
        try (Connection connection = database.asService()) {
            FoldTransaction transaction = new FoldTransaction(connection);
            String all = "select %s from %s".formatted(columns.names("given."), columns.as("given"));

            assertThat(transaction.query(ColumnsTest::read, all, columns.rows(rows)))
                    .isEqualTo(rows);
            assertThat(transaction.query(ColumnsTest::read, all, columns.rows(List.of())))
                    .isEmpty();
        }
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getString("some_text"),
                row.getInt("number"),
                row.getLong("large_number"),
                row.getObject("day", LocalDate.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Arrays.asList((String[]) array(row, "words")),
                Stream.of((Date[]) array(row, "days")).map(Date::toLocalDate).toList());
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }
}
