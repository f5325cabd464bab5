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
import java.util.function.BinaryOperator;
import jp.go.jica.partnerships.journal.consume.BatchHandler;
import jp.go.jica.partnerships.journal.consume.JournalEvent;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.journal.consume.UnreadableEventException;
import jp.go.jica.partnerships.participants.programreplica.ProgramArrivals;
import jp.go.jica.partnerships.participants.programreplica.ProgramReplica;
import jp.go.jica.partnerships.participants.programreplica.ProgramState;
import jp.go.jica.partnerships.participants.programreplica.UnreadableEvent;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes the events of programs into the replica: of each program the newest state of a batch. */
@ApplicationScoped
public class ProgramEvents implements BatchHandler<ProgramEvents.Prepared> {

    private static final Logger LOG = Logger.getLogger(ProgramEvents.class);

    private final ProgramReplica replica;
    private final ProgramArrivals arrivals;
    private final ObjectMapper json;

    public ProgramEvents(ProgramReplica replica, ProgramArrivals arrivals, ObjectMapper json) {
        this.replica = replica;
        this.arrivals = arrivals;
        this.json = json;
    }

    /** What a batch comes down to. */
    public record Prepared(List<ProgramState> newest, List<UnreadableEvent> unreadable) {}

    /** What is needed of a program's state; the owner may add to it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ProgramDocument(
            @Nullable String state,
            @Nullable String annulledOn,
            @Nullable String leadOffice,
            @Nullable List<String> cooperatingOffices,
            @Nullable List<RunDocument> runs) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record RunDocument(
            @Nullable UUID id,
            @Nullable LocalDate plannedStart,
            @Nullable LocalDate plannedEnd,
            @Nullable Integer capacity,
            @Nullable List<SeatsDocument> seats) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record SeatsDocument(@Nullable String country, @Nullable Integer seats) {}

    @Override
    public Prepared prepare(List<ReceivedRecord> batch) {
        Map<UUID, ProgramState> newest = new HashMap<>();
        List<UnreadableEvent> unreadable = new ArrayList<>();
        for (ReceivedRecord received : batch) {
            try {
                ProgramState state = state(JournalEvent.read(received));
                newest.merge(state.id(), state, BinaryOperator.maxBy(ProgramState.BY_AGE));
            } catch (UnreadableEventException e) {
                String reason = String.valueOf(e.getMessage());
                LOG.errorf(
                        "Unreadable event in %s, partition %d, offset %d: %s",
                        received.topic(), received.partition(), received.offset(), reason);
                unreadable.add(new UnreadableEvent(received.topic(), received.partition(), received.offset(), reason));
            }
        }
        return new Prepared(List.copyOf(newest.values()), unreadable);
    }

    @Override
    public void apply(Prepared prepared, Connection transaction) throws SQLException {
        replica.take(transaction, prepared.newest());
        replica.note(transaction, prepared.unreadable());
    }

    @Override
    public void committed(Prepared prepared) {
        arrivals.announce();
    }

    private ProgramState state(JournalEvent event) throws UnreadableEventException {
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
