package jp.go.jica.partnerships.programs.iati;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.Conditions;
import jp.go.jica.partnerships.journal.StorageFailure;
import jp.go.jica.partnerships.programs.program.Program;
import jp.go.jica.partnerships.referencedata.FiscalYear;

/** All programs that are told to IATI. */
@ApplicationScoped
public class Activities {

    // Of some kilobytes each.
    private static final int AT_ONCE = 200;

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
            from program where %s order by recorded_at, id limit %d""";

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
        Row row = rows(Conditions.none().and("id = ?", id)).stream().findFirst().orElseThrow(Refusal::notFound);
        if (!Activity.isTold(row.program())) {
            throw Refusal.notAcceptable(
                    "not-told-to-iati",
                    row.program().annulledOn() == null
                            ? "A program that is %s is not told to IATI"
                                    .formatted(row.program().progress().state())
                            : "The program was entered in error and is not told to IATI");
        }
        return row.activity();
    }

    /**
     * Those that were adopted in one of the fiscal years, or had started and not ended on any day of it; all if no year is
     * given. They come in the order in which they were recorded, read from the database as they are asked for, so each is
     * told as it was at that moment.
     */
    public Iterator<Activity> told(List<FiscalYear> years) {
        return new Pages(inYears(Conditions.none().and(TOLD.formatted("program")), years));
    }

    private static Conditions inYears(Conditions conditions, List<FiscalYear> years) {
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

    /** By pages, so that no connection waits for a caller who reads slowly. */
    private final class Pages implements Iterator<Activity> {

        private final Conditions conditions;
        private final Deque<Activity> page = new ArrayDeque<>();
        private boolean more = true;

        Pages(Conditions conditions) {
            this.conditions = conditions;
            read(conditions);
        }

        @Override
        public boolean hasNext() {
            return !page.isEmpty();
        }

        @Override
        public Activity next() {
            if (page.isEmpty()) {
                throw new NoSuchElementException();
            }
            Activity next = page.remove();
            if (page.isEmpty() && more) {
                Program last = next.program();
                read(conditions.and("(recorded_at, id) > (?, ?)", last.recordedAt(), last.id()));
            }
            return next;
        }

        private void read(Conditions behind) {
            rows(behind).stream().map(Row::activity).forEach(page::add);
            more = page.size() == AT_ONCE;
        }
    }

    private List<Row> rows(Conditions conditions) {
        String sql = ROWS.formatted(TOLD.formatted("earlier"), conditions.sql(), AT_ONCE);
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql)) {
            conditions.bind(statement);
            List<Row> rows = new ArrayList<>();
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    rows.add(new Row(
                            json.readValue(found.getString(1), Program.class),
                            found.getObject(2, OffsetDateTime.class),
                            Arrays.asList((String[]) found.getArray(3).getArray())));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new StorageFailure(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored program cannot be read", e);
        }
    }
}
