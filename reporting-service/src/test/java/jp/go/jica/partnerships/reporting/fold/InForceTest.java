package jp.go.jica.partnerships.reporting.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import jp.go.jica.partnerships.reporting.Published;
import jp.go.jica.partnerships.reporting.measure.Measure;
import jp.go.jica.partnerships.reporting.measure.Rule;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** The rule for "in force" against the owner's own table of cases, in the SQL that reports use. */
@QuarkusTest
@WithRealServers(service = "reporting")
class InForceTest {

    private static final Path CASES = Path.of("..", "agreements-service", "contracts", "examples", "in-force.csv");

    @FromServers
    ServiceDatabase database;

    @Test
    void everyCaseOfTheOwnerIsAnsweredAlike() throws IOException, SQLException, UnreadableEventException {
        List<NamedCsvRecord> cases;
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(Files.readString(CASES))) {
            cases = csv.stream().toList();
        }
        try (Connection connection = database.asOwner()) {
            connection.setAutoCommit(false);
            LiveSchema.enter(connection);
            try (Statement empty = connection.createStatement()) {
                empty.execute("truncate agreement_fact");
            }
            for (NamedCsvRecord each : cases) {
                assertThat(inForce(connection, each))
                        .as("%s", each)
                        .isEqualTo(each.getField("inForce").equals("yes"));
            }
            connection.rollback();
        }
        assertThat(cases).hasSizeGreaterThan(10);
    }

    private static boolean inForce(Connection connection, NamedCsvRecord given)
            throws SQLException, UnreadableEventException {
        Published.State state = Published.agreement(UUID.randomUUID());
        for (String field : List.of("effectiveFrom", "effectiveTo", "signedOn", "terminatedOn", "noticeGivenOn")) {
            state = given.getField(field).isEmpty() ? state : state.with(field, given.getField(field));
        }
        if (!given.getField("renewalMonths").isEmpty()) {
            state = state.with(
                    "automaticRenewal",
                    Map.of(
                            "months",
                            Integer.parseInt(given.getField("renewalMonths")),
                            "noticeDays",
                            Integer.parseInt(given.getField("noticeDays"))));
        }
        state = state.with("renewals", spans(given.getField("renewals"), "effectiveFrom", "effectiveTo"));
        state = state.with("suspensions", spans(given.getField("suspensions"), "suspendedOn", "resumedOn"));
        if (!given.getField("supersededFrom").isEmpty()) {
            state = state.with("supersededBy", Map.of("from", given.getField("supersededFrom")));
        }
        Fact fact = new FactReader(new Codes())
                .read(new JournalEvent(
                        UUID.randomUUID(),
                        "agreements.agreement-activated.v1",
                        state.id(),
                        1,
                        1,
                        Instant.EPOCH,
                        null,
                        new ObjectMapper().valueToTree(state.fields()),
                        new ReceivedRecord("agreements.agreement.v1", 0, 0, null, Map.of(), null)));
        new Facts(new FoldTransaction(connection), 1).store(List.of(fact));
        String condition = ((Rule.Stock) Measure.AGREEMENTS_IN_FORCE.rule())
                .conditions().stream()
                        .map(each -> "(" + each.sql() + ")")
                        .collect(Collectors.joining(" and "))
                        .replace(":asOf", "p.first_day")
                        .replace("p.last_day", "p.first_day");
        try (PreparedStatement asked = connection.prepareStatement("""
                select exists (select 1 from agreement_fact f cross join (select ?::date as first_day) p
                               where f.agreement_id = ? and %s)""".formatted(condition))) {
            asked.setString(1, given.getField("day"));
            asked.setObject(2, state.id());
            try (ResultSet answer = asked.executeQuery()) {
                answer.next();
                return answer.getBoolean(1);
            }
        }
    }

    // 2015-06-01/2015-09-01 2016-01-01/.. are two spans, the last of which is open.
    private static List<Map<String, String>> spans(String text, String first, String last) {
        return text.isEmpty()
                ? List.of()
                : Stream.of(text.split(" ", -1))
                        .map(span -> span.split("/", -1))
                        .map(ends ->
                                ends[1].equals("..") ? Map.of(first, ends[0]) : Map.of(first, ends[0], last, ends[1]))
                        .toList();
    }
}
