package jp.go.jica.partnerships.programs.iati;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.journal.Snapshot;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.programs.program.Program;
import jp.go.jica.partnerships.referencedata.FiscalYear;

/** All programs that are told to IATI. */
@ApplicationScoped
public class Activities {

    // As Activity.isTold says.
    private static final String TOLD = "%1$s.state not in ('REJECTED', 'WITHDRAWN') and not %1$s.annulled";

    private static final String ROWS = """
            select doc,
              coalesce((select event.recorded_at from domain_event event
                where event.aggregate_type = 'program' and event.aggregate_id = program.id
                  and event.aggregate_version = program.version), recorded_at),
              array(select distinct earlier.program_code
                from jsonb_array_elements(coalesce(doc -> 'relatedPrograms', '[]')) related
                join program earlier on earlier.id = (related ->> 'programId')::uuid
                where related ->> 'relation' in ('PHASE_OF', 'SUCCESSOR_OF') and %s
                order by earlier.program_code)
            from program where %%s order by recorded_at, id""".formatted(TOLD.formatted("earlier"));

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    public Activities(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    private record Row(Program program, OffsetDateTime changedAt, List<String> siblings) {

        Activity activity() {
            return new Activity(program, changedAt.toInstant(), siblings);
        }
    }

    /**
     * The program as an activity.
     *
     * @throws Refusal if there is no such program, or if it is not told to IATI
     */
    public Activity required(UUID id) {
        List<Row> found = new ArrayList<>();
        new Snapshot(dataSource).each(ROWS.formatted("id = ?"), List.of(id), row -> found.add(row(row)));
        Row row = found.stream().findFirst().orElseThrow(Refusal::notFound);
        Program program = row.program();
        if (!Activity.isTold(program)) {
            throw Refusal.notAcceptable(
                    "not-told-to-iati",
                    program.annulledOn() == null
                            ? "A program that is %s is not told to IATI"
                                    .formatted(program.progress().state())
                            : "The program was entered in error and is not told to IATI");
        }
        return row.activity();
    }

    /** Whether there are any in one of the fiscal years. */
    public boolean areTold(List<FiscalYear> years) {
        Conditions conditions = inYears(years);
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(
                        "select exists (select from program where %s)".formatted(conditions.sql()))) {
            conditions.bind(statement);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return found.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /**
     * Those that were adopted in one of the fiscal years, or had started and not ended on any day of it; all if no year is
     * given. They come in the order in which they were recorded, all as they are at one moment.
     */
    public void each(List<FiscalYear> years, Consumer<Activity> reader) {
        Conditions conditions = inYears(years);
        new Snapshot(dataSource)
                .each(
                        ROWS.formatted(conditions.sql()),
                        conditions.values(),
                        found -> reader.accept(row(found).activity()));
    }

    private static Conditions inYears(List<FiscalYear> years) {
        Conditions conditions = Conditions.none().and(TOLD.formatted("program"));
        if (years.isEmpty()) {
            return conditions;
        }
        StringBuilder any = new StringBuilder("(adopted_fiscal_year = any(?)");
        List<Object> values = new ArrayList<>();
        values.add(years.stream().map(FiscalYear::toString).toArray(String[]::new));
        for (FiscalYear year : years) {
            any.append(" or ran && daterange(?, ?, '[]')");
            values.addAll(List.of(year.start(), year.end()));
        }
        return conditions.and(any.append(')').toString(), values.toArray());
    }

    private Row row(ResultSet found) throws SQLException {
        try {
            return new Row(
                    json.readValue(found.getString(1), Program.class),
                    found.getObject(2, OffsetDateTime.class),
                    Arrays.asList((String[]) found.getArray(3).getArray()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored program cannot be read", e);
        }
    }
}
