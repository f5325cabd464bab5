package jp.go.jica.partnerships.participants.programreplica;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.ReplicatedState;
import org.jspecify.annotations.Nullable;

/**
 * A program after one of its events. Each event tells the whole state, so the newest one is enough and those between
 * may be missing.
 */
public record ProgramState(
        UUID id,
        int journalEpoch,
        int version,
        @Nullable String programCode,
        String state,
        boolean annulled,
        String leadOffice,
        List<String> cooperatingOffices,
        List<RunState> runs)
        implements ReplicatedState {

    /**
     * A run in it.
     *
     * @param seats persons at most by sending country
     */
    public record RunState(
            UUID id,
            @Nullable String runCode,
            LocalDate plannedStart,
            LocalDate plannedEnd,
            @Nullable Integer capacity,
            Map<String, Integer> seats) {}
}
