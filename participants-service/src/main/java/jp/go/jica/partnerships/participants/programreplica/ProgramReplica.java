package jp.go.jica.partnerships.participants.programreplica;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.journal.Ids;
import jp.go.jica.partnerships.journal.StorageFailure;

/** Programs and runs as far as their events have arrived. */
@ApplicationScoped
public class ProgramReplica {

    private static final String RUNS = """
            select r.run_id, r.program_id, p.state, p.annulled, p.lead_office, r.planned_start, r.planned_end, r.capacity,
                   r.seats, p.program_code, r.run_code
            from run_replica r join program_replica p on p.program_id = r.program_id
            where\s""";

    private static final String SELECT = RUNS + "r.run_id = ?";

    // Who holds several runs takes them in one order, so that nobody waits for who waits.
    private static final String HOLD = RUNS + "r.run_id = any(?::uuid[]) order by r.run_id for update of r";

    private static final String WITH_CODES =
            RUNS + "(p.program_code, r.run_code) in (select * from unnest(?::text[], ?::text[])) order by r.run_id";

    private static final String HOLDS = "select from program_replica where program_id = ? and version >= ?";

    private static final String PUT_PROGRAM = """
            insert into program_replica
              (program_id, journal_epoch, version, state, annulled, lead_office, cooperating_offices, program_code)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (program_id) do update set
              journal_epoch = excluded.journal_epoch, version = excluded.version,
              state = excluded.state, annulled = excluded.annulled, lead_office = excluded.lead_office,
              cooperating_offices = excluded.cooperating_offices, program_code = excluded.program_code
            where (program_replica.journal_epoch, program_replica.version) <= (excluded.journal_epoch, excluded.version)""";

    private static final String PUT_RUN = """
            insert into run_replica (run_id, program_id, planned_start, planned_end, capacity, seats, run_code)
            values (?, ?, ?, ?, ?, ?::jsonb, ?)
            on conflict (run_id) do update set
              program_id = excluded.program_id, planned_start = excluded.planned_start,
              planned_end = excluded.planned_end, capacity = excluded.capacity, seats = excluded.seats,
              run_code = excluded.run_code""";

    private static final TypeReference<Map<String, Integer>> SEATS = new TypeReference<>() {};

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    public ProgramReplica(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    public Optional<KnownRun> find(UUID runId) {
        return query(this::run, SELECT, runId).stream().findFirst();
    }

    /** Whether the program is here in this version or a later one. */
    public boolean holds(ProgramVersion change) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(HOLDS)) {
            select.setObject(1, change.programId());
            select.setInt(2, change.version());
            try (ResultSet row = select.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** The run, held until the transaction ends: those who give away places of one run follow one another. */
    @Transactional(TxType.MANDATORY)
    public Optional<KnownRun> lock(UUID runId) {
        return lock(List.of(runId)).stream().findFirst();
    }

    /** Several of them, all held until the transaction ends. */
    @Transactional(TxType.MANDATORY)
    public List<KnownRun> lock(Collection<UUID> runIds) {
        try (var connection = dataSource.getConnection();
                var select = Ids.asked(connection, HOLD, runIds)) {
            return read(this::run, select);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Those with the codes of a program and of one of its runs; who is not known here is not in the answer. */
    public Map<RunCode, KnownRun> find(Collection<RunCode> codes) {
        return query(
                        row -> Map.entry(
                                new RunCode(row.getString("program_code"), row.getString("run_code")), run(row)),
                        WITH_CODES,
                        codes.stream().map(RunCode::programCode).toArray(String[]::new),
                        codes.stream().map(RunCode::runCode).toArray(String[]::new))
                .stream()
                // What was entered in error may have left its code to what was meant.
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one.programAnnulled() ? other : one));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(Reading<T> reading, String sql, Object... values) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof String[] texts) {
                    select.setArray(i + 1, connection.createArrayOf("text", texts));
                } else {
                    select.setObject(i + 1, values[i]);
                }
            }
            return read(reading, select);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static <T> List<T> read(Reading<T> reading, PreparedStatement select) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.add(reading.of(rows));
            }
        }
        return found;
    }

    private KnownRun run(ResultSet row) throws SQLException {
        return new KnownRun(
                row.getObject("run_id", UUID.class),
                row.getObject("program_id", UUID.class),
                row.getString("state"),
                row.getBoolean("annulled"),
                row.getString("lead_office"),
                row.getObject("planned_start", LocalDate.class),
                row.getObject("planned_end", LocalDate.class),
                row.getObject("capacity", Integer.class),
                seats(row.getString("seats")));
    }

    /** Takes the states over that are newer than what is here. Older ones change nothing; the same one again only adds what
     * this replica did not keep of it yet. */
    public void take(Connection transaction, List<ProgramState> states) throws SQLException {
        try (PreparedStatement putProgram = transaction.prepareStatement(PUT_PROGRAM);
                PreparedStatement putRun = transaction.prepareStatement(PUT_RUN)) {
            for (ProgramState program : states) {
                putProgram.setObject(1, program.id());
                putProgram.setInt(2, program.journalEpoch());
                putProgram.setInt(3, program.version());
                putProgram.setString(4, program.state());
                putProgram.setBoolean(5, program.annulled());
                putProgram.setString(6, program.leadOffice());
                putProgram.setArray(
                        7,
                        transaction.createArrayOf(
                                "text", program.cooperatingOffices().toArray()));
                putProgram.setString(8, program.programCode());
                if (putProgram.executeUpdate() == 1) {
                    addRuns(putRun, program);
                }
            }
            putRun.executeBatch();
        }
    }

    private void addRuns(PreparedStatement putRun, ProgramState program) throws SQLException {
        for (ProgramState.RunState run : program.runs()) {
            putRun.setObject(1, run.id());
            putRun.setObject(2, program.id());
            putRun.setObject(3, run.plannedStart());
            putRun.setObject(4, run.plannedEnd());
            putRun.setObject(5, run.capacity());
            putRun.setString(6, text(run.seats()));
            putRun.setString(7, run.runCode());
            putRun.addBatch();
        }
    }

    private Map<String, Integer> seats(String text) {
        try {
            return json.readValue(text, SEATS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored seats cannot be read", e);
        }
    }

    private String text(Map<String, Integer> seats) {
        try {
            return json.writeValueAsString(seats);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Seats cannot be written", e);
        }
    }
}
