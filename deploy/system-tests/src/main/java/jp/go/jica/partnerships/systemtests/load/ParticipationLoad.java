package jp.go.jica.partnerships.systemtests.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.plan.PlannedParticipation;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram;
import jp.go.jica.partnerships.systemtests.plan.PlannedRun;

/** People, each with a participation of the past in one call. */
final class ParticipationLoad {

    private static final String NUMBER = "participantNumber";

    private final Desk desk;
    private final URI participants;
    private final URI participations;
    private final Tally tally;

    ParticipationLoad(Desk desk, URI service, Tally tally) {
        this.desk = desk;
        this.participants = service.resolve("/v1/participants");
        this.participations = service.resolve("/v1/participations");
        this.tally = tally;
    }

    /** Somebody who is not in a run yet. */
    private record Missing(PlannedParticipation participation, String runId) {}

    void load(List<PlannedProgram> planned, Map<String, LoadedProgram> loaded, InFlight inFlight)
            throws InterruptedException {
        Map<String, Set<String>> numbersByRun = numbersByRun(loaded, inFlight);
        List<List<Missing>> missingByRun = new ArrayList<>();
        for (PlannedProgram program : planned) {
            LoadedProgram opened = loaded.get(program.code());
            for (PlannedRun run : program.runs()) {
                if (opened == null || opened.isIn("COMPLETED")) {
                    tally.found(2 * run.participations().size());
                } else {
                    String runId = opened.idOf(run);
                    missingByRun.add(missing(run, runId, numbersByRun.getOrDefault(runId, Set.of())));
                }
            }
        }
        inFlight.forEach("participations", inTurn(missingByRun), tally, this::enter);
    }

    /** The numbers of the people who are in a run of before already, by the run's id. */
    private Map<String, Set<String>> numbersByRun(Map<String, LoadedProgram> loaded, InFlight inFlight)
            throws InterruptedException {
        List<String> runs = loaded.values().stream()
                .filter(program -> program.isFromBefore() && !program.isIn("COMPLETED"))
                .flatMap(program -> program.runIds().stream())
                .toList();
        Map<String, Set<String>> numbers = new ConcurrentHashMap<>();
        inFlight.forEach("runs looked at", runs, tally, run -> {
            List<JsonNode> people = desk.listAll(participants, Desk.parameter("programRunId", run));
            numbers.put(
                    run,
                    people.stream().map(person -> person.path(NUMBER).asText()).collect(Collectors.toSet()));
        });
        return numbers;
    }

    private List<Missing> missing(PlannedRun run, String runId, Set<String> numbers) {
        List<Missing> missing = run.participations().stream()
                .filter(participation -> !numbers.contains(participation.participantNumber()))
                .map(participation -> new Missing(participation, runId))
                .toList();
        tally.found(2 * (run.participations().size() - missing.size()));
        return missing;
    }

    /** One of each run after the other: two people who enter the same run at once wait for one another. */
    private static List<Missing> inTurn(List<List<Missing>> byRun) {
        List<Missing> inTurn = new ArrayList<>();
        int longest = byRun.stream().mapToInt(List::size).max().orElse(0);
        for (int place = 0; place < longest; place++) {
            for (List<Missing> run : byRun) {
                if (place < run.size()) {
                    inTurn.add(run.get(place));
                }
            }
        }
        return inTurn;
    }

    private void enter(Missing missing) throws InterruptedException {
        PlannedParticipation participation = missing.participation();
        String person = idOf(desk.create(participants, participation.person()), participation);
        Answer answer = desk.create(participations, participation.bodyFor(person, missing.runId()));
        if (Desk.isDuplicate(answer)) {
            tally.found(1);
        }
    }

    private String idOf(Answer registration, PlannedParticipation participation) throws InterruptedException {
        if (!Desk.isDuplicate(registration)) {
            return registration.json().path("id").asText();
        }
        tally.found(1);
        return desk.listAll(participants, Desk.parameter(NUMBER, participation.participantNumber()))
                .get(0)
                .path("id")
                .asText();
    }
}
