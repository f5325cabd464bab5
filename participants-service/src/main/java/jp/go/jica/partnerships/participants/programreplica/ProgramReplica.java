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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.go.jica.partnerships.journal.StorageFailure;

/** Programs and runs as far as their events have arrived. */
@ApplicationScoped
public class ProgramReplica {

    private static final String SELECT = """
            select r.run_id, r.program_id, p.state, p.annulled, p.lead_office, r.planned_start, r.planned_end, r.capacity, r.seats
            from run_replica r join program_replica p on p.program_id = r.program_id
            where r.run_id = ?""";

    private static final String HOLDS = "select from program_replica where program_id = ? and version >= ?";

    private static final String PUT_PROGRAM = """
            insert into program_replica (program_id, journal_epoch, version, state, annulled, lead_office, cooperating_offices)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (program_id) do update set
              journal_epoch = excluded.journal_epoch, version = excluded.version,
              state = excluded.state, annulled = excluded.annulled, lead_office = excluded.lead_office,
              cooperating_offices = excluded.cooperating_offices
            where (program_replica.journal_epoch, program_replica.version) <= (excluded.journal_epoch, excluded.version)""";

    private static final String PUT_RUN = """
            insert into run_replica (run_id, program_id, planned_start, planned_end, capacity, seats)
            values (?, ?, ?, ?, ?, ?::jsonb)
            on conflict (run_id) do update set
              program_id = excluded.program_id, planned_start = excluded.planned_start,
              planned_end = excluded.planned_end, capacity = excluded.capacity, seats = excluded.seats""";

    private static final TypeReference<Map<String, Integer>> SEATS = new TypeReference<>() {};

    private final AgroalDataSource dataSource;
    private final ObjectMapper json;

    public ProgramReplica(AgroalDataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    public Optional<KnownRun> find(UUID runId) {
        return query(SELECT, runId);
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
        return query(SELECT + " for update of r", runId);
    }

    private Optional<KnownRun> query(String sql, UUID runId) {
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setObject(1, runId);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(run(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
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
