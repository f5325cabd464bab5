package jp.go.jica.partnerships.participants.programreplica.messaging;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.Replica;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import jp.go.jica.partnerships.participants.programreplica.ProgramArrivals;
import jp.go.jica.partnerships.participants.programreplica.ProgramReplica;
import jp.go.jica.partnerships.participants.programreplica.ProgramState;
import org.jspecify.annotations.Nullable;

/** Reads the events of programs for the replica. */
@ApplicationScoped
public class ProgramEvents implements Replica<ProgramState> {

    private final ProgramReplica replica;
    private final ProgramArrivals arrivals;
    private final ObjectMapper json;

    public ProgramEvents(ProgramReplica replica, ProgramArrivals arrivals, ObjectMapper json) {
        this.replica = replica;
        this.arrivals = arrivals;
        this.json = json;
    }

    /** What is needed of a program's state; the owner may add to it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ProgramDocument(
            @Nullable String programCode,
            @Nullable String state,
            @Nullable String annulledOn,
            @Nullable String leadOffice,
            @Nullable List<String> cooperatingOffices,
            @Nullable List<RunDocument> runs) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RunDocument(
            @Nullable UUID id,
            @Nullable String runCode,
            @Nullable LocalDate plannedStart,
            @Nullable LocalDate plannedEnd,
            @Nullable Integer capacity,
            @Nullable List<SeatsDocument> seats) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record SeatsDocument(@Nullable String country, @Nullable Integer seats) {}

    @Override
    public void take(Connection transaction, List<ProgramState> states) throws SQLException {
        replica.take(transaction, states);
    }

    @Override
    public void announce() {
        arrivals.announce();
    }

    @Override
    public ProgramState state(JournalEvent event) throws UnreadableEventException {
        ProgramDocument program;
        try {
            program = json.treeToValue(event.after(), ProgramDocument.class);
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException("the state does not have the shape of a program", e);
        }
        List<ProgramState.RunState> runs = new ArrayList<>();
        for (RunDocument run : orEmpty(program.runs())) {
            runs.add(state(run));
        }
        return new ProgramState(
                event.aggregateId(),
                event.journalEpoch(),
                event.aggregateVersion(),
                program.programCode(),
                required("state", program.state()),
                program.annulledOn() != null,
                required("leadOffice", program.leadOffice()),
                orEmpty(program.cooperatingOffices()),
                runs);
    }

    private static ProgramState.RunState state(RunDocument run) throws UnreadableEventException {
        Map<String, Integer> seats = new HashMap<>();
        for (SeatsDocument each : orEmpty(run.seats())) {
            seats.put(required("runs/seats/country", each.country()), required("runs/seats/seats", each.seats()));
        }
        return new ProgramState.RunState(
                required("runs/id", run.id()),
                run.runCode(),
                required("runs/plannedStart", run.plannedStart()),
                required("runs/plannedEnd", run.plannedEnd()),
                run.capacity(),
                seats);
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> T required(String field, @Nullable T value) throws UnreadableEventException {
        if (value == null) {
            throw new UnreadableEventException("the program has no " + field);
        }
        return value;
    }
}
