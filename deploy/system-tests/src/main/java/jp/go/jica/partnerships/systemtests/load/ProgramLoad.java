package jp.go.jica.partnerships.systemtests.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram;
import jp.go.jica.partnerships.systemtests.plan.PlannedRun;

/** Programs: first adopted with all their runs, and when everybody is in, started and completed. */
final class ProgramLoad {

    private static final String NUMBER = "programCode";

    private final Desk desk;
    private final URI programs;
    private final Tally tally;

    ProgramLoad(Desk desk, URI service, Tally tally) {
        this.desk = desk;
        this.programs = service.resolve("/v1/programs");
        this.tally = tally;
    }

    /** By their codes; a program that is completed already stays as it is. */
    Map<String, LoadedProgram> open(List<PlannedProgram> planned, InFlight inFlight) throws InterruptedException {
        String[] schemes = planned.stream()
                .map(program -> Desk.parameter("scheme", program.body().scheme()))
                .distinct()
                .toArray(String[]::new);
        Map<String, JsonNode> there = desk.byNumber(NUMBER, programs, schemes);
        Map<String, LoadedProgram> loaded = new ConcurrentHashMap<>();
        inFlight.forEach("programs", planned, tally, program -> {
            JsonNode found = there.get(program.code());
            LoadedProgram opened = found == null ? proposed(program) : LoadedProgram.listed(found);
            tally.found(found == null ? 0 : 1 + opened.runIds().size());
            if (opened.isIn("PROPOSED")) {
                Answer answer = desk.approve(
                        transition(opened, "adoption"), Map.of("adoptedOn", program.adoptedOn()), etag(opened));
                see(opened, answer);
            }
            for (PlannedRun run : program.runs()) {
                if (!opened.has(run)) {
                    addRun(opened, run);
                }
            }
            loaded.put(program.code(), opened);
        });
        return loaded;
    }

    void complete(List<PlannedProgram> planned, Map<String, LoadedProgram> loaded, InFlight inFlight)
            throws InterruptedException {
        inFlight.forEach("programs completed", planned, tally, program -> {
            LoadedProgram opened = loaded.get(program.code());
            PlannedProgram.Held held = program.held();
            if (opened == null || held == null) {
                return;
            }
            if (opened.isIn("ADOPTED")) {
                change(opened, "start", Map.of("startedOn", held.startedOn()));
            }
            if (opened.isIn("IMPLEMENTING")) {
                change(opened, "completion", Map.of("completedOn", held.completedOn()));
            }
        });
    }

    private LoadedProgram proposed(PlannedProgram program) throws InterruptedException {
        Answer answer = desk.create(programs, program.body());
        if (!Desk.isDuplicate(answer)) {
            return LoadedProgram.answered(answer);
        }
        JsonNode found = desk.byNumber(NUMBER, programs, Desk.parameter("q", program.code()))
                .getOrDefault(program.code(), answer.json());
        return LoadedProgram.answered(
                desk.read(URI.create(programs + "/" + found.path("id").asText())));
    }

    private void addRun(LoadedProgram program, PlannedRun run) throws InterruptedException {
        Answer answer = desk.create(URI.create(address(program) + "/runs"), run.body());
        if (Desk.isDuplicate(answer)) {
            program.see(desk.read(address(program)));
        } else {
            program.seeRun(run, answer);
        }
    }

    private void change(LoadedProgram program, String transition, Object body) throws InterruptedException {
        see(program, desk.change(transition(program, transition), body, etag(program)));
    }

    private void see(LoadedProgram program, Answer answer) throws InterruptedException {
        program.see(Desk.isStale(answer) ? desk.read(address(program)) : answer);
    }

    private String etag(LoadedProgram program) throws InterruptedException {
        if (program.etag().isEmpty()) {
            program.see(desk.read(address(program)));
        }
        return program.etag().orElseThrow();
    }

    private URI address(LoadedProgram program) {
        return URI.create(programs + "/" + program.id());
    }

    private URI transition(LoadedProgram program, String name) {
        return URI.create(address(program) + "/" + name);
    }
}
