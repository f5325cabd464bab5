package jp.go.jica.partnerships.systemtests.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.plan.PlannedRun;

/** A program as the system has it. Used by one thread at a time. */
final class LoadedProgram {

    private final boolean fromBefore;
    private final Map<String, String> runIds = new HashMap<>();
    private String id = "";
    private String state = "";
    private Optional<String> etag = Optional.empty();

    private LoadedProgram(boolean fromBefore) {
        this.fromBefore = fromBefore;
    }

    /** As a list shows it, which is without its version. */
    static LoadedProgram listed(JsonNode program) {
        LoadedProgram listed = new LoadedProgram(true);
        listed.see(program);
        return listed;
    }

    /** As the answer to its creation or a read shows it. */
    static LoadedProgram answered(Answer answer) {
        LoadedProgram answered = new LoadedProgram(false);
        answered.see(answer);
        return answered;
    }

    void see(Answer answer) {
        see(answer.json());
        etag = Optional.of(answer.etag());
    }

    private void see(JsonNode program) {
        id = program.path("id").asText();
        state = program.path("state").asText();
        program.path("runs")
                .forEach(run ->
                        runIds.put(run.path("runCode").asText(), run.path("id").asText()));
    }

    /** The answer to a new run shows the run; the version with it is the program's. */
    void seeRun(PlannedRun run, Answer answer) {
        runIds.put(run.code(), answer.json().path("id").asText());
        etag = Optional.of(answer.etag());
    }

    /** Whether it was there before this load, so that people may be in its runs. */
    boolean isFromBefore() {
        return fromBefore;
    }

    boolean isIn(String wanted) {
        return state.equals(wanted);
    }

    String id() {
        return id;
    }

    Optional<String> etag() {
        return etag;
    }

    boolean has(PlannedRun run) {
        return runIds.containsKey(run.code());
    }

    String idOf(PlannedRun run) {
        String runId = runIds.get(run.code());
        if (runId == null) {
            throw new IllegalStateException("The program %s has no run %s".formatted(id, run.code()));
        }
        return runId;
    }

    Collection<String> runIds() {
        return List.copyOf(runIds.values());
    }
}
