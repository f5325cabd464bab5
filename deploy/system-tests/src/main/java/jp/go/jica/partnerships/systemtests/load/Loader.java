package jp.go.jica.partnerships.systemtests.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.systemtests.client.Addresses;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.Json;
import jp.go.jica.partnerships.systemtests.client.Subject;
import jp.go.jica.partnerships.systemtests.client.UnexpectedAnswer;
import jp.go.jica.partnerships.systemtests.plan.LoadPlan;
import jp.go.jica.partnerships.systemtests.plan.PlannedAgreement;
import jp.go.jica.partnerships.systemtests.plan.PlannedParticipation;
import jp.go.jica.partnerships.systemtests.plan.PlannedProgram;
import jp.go.jica.partnerships.systemtests.plan.PlannedRun;

/**
 * Makes the system hold what a plan says. Looks first at what is there, by business number, so that a load can be
 * repeated, also after one that was killed. Programs come first, then the people, and a program is completed last: a
 * completed program needs no second look.
 */
public final class Loader {

    /** Creates and changes. */
    public static final Subject RECORDER = Subject.of("loader-recorder", "recorder", "*");

    /** Adopts and activates: never what it recorded itself. */
    public static final Subject APPROVER = Subject.of("loader-approver", "approver", "*");

    private static final int LONGEST_PAGE = 500;

    // Nobody else changes these records, so this says that a change was made whose answer got lost.
    private static final int PRECONDITION_FAILED = 412;

    private final Client client;
    private final Addresses addresses;
    private final InFlight inFlight;
    private final Tally tally;

    private Loader(Client client, Addresses addresses, InFlight inFlight, Tally tally) {
        this.client = client;
        this.addresses = addresses;
        this.inFlight = inFlight;
        this.tally = tally;
    }

    /**
     * @param requests how many are in flight at a time
     * @throws UnexpectedAnswer if a service refuses something; a next load goes on from there
     */
    static void load(LoadPlan plan, Client client, Addresses addresses, int requests, Tally tally)
            throws InterruptedException {
        try (InFlight inFlight = new InFlight(requests)) {
            new Loader(client, addresses, inFlight, tally).load(plan);
        }
    }

    /** As {@link #load}, without a word. */
    public static void loadQuietly(LoadPlan plan, Client client, Addresses addresses, int requests)
            throws InterruptedException {
        load(plan, client, addresses, requests, new Tally(line -> {}, System::nanoTime));
    }

    private void load(LoadPlan plan) throws InterruptedException {
        loadAgreements(plan.agreements());
        Map<String, Present> programs = loadPrograms(plan.programs());
        loadParticipations(plan.programs(), programs);
        completePrograms(plan.programs(), programs);
    }

    private void loadAgreements(List<PlannedAgreement> planned) throws InterruptedException {
        Map<String, JsonNode> present = agreements();
        inFlight.forEach("agreements", planned, tally, agreement -> {
            String number = agreement.body().agreementNumber();
            JsonNode found = present.get(number);
            if (found != null) {
                tally.found(1);
            } else {
                Answer created =
                        client.post(RECORDER, addresses.agreements().resolve("/v1/agreements"), agreement.body());
                // A duplicate is one whose creation got no answer.
                found = isDuplicate(created)
                        ? agreements().getOrDefault(number, created.json())
                        : change(created).json();
            }
            if (isIn(found, "DRAFT")) {
                activate(agreement, found.path("id").asText());
            }
        });
    }

    private void activate(PlannedAgreement agreement, String id) throws InterruptedException {
        URI address = addresses.agreements().resolve("/v1/agreements/" + id);
        String etag = client.get(RECORDER, address).expectSuccess().etag();
        Answer answer = client.post(
                APPROVER, URI.create(address + "/activation"), Map.of("signedOn", agreement.signedOn()), etag);
        if (answer.status() != PRECONDITION_FAILED) {
            change(answer);
        }
    }

    private Map<String, JsonNode> agreements() throws InterruptedException {
        return byNumber(listAll(addresses.agreements(), "/v1/agreements?"), "agreementNumber");
    }

    /** Proposed, adopted, with all their runs. */
    private Map<String, Present> loadPrograms(List<PlannedProgram> planned) throws InterruptedException {
        String schemes = planned.stream()
                .map(program -> "scheme=" + encode(program.body().scheme()))
                .distinct()
                .collect(Collectors.joining("&", "", "&"));
        Map<String, JsonNode> listed =
                byNumber(listAll(addresses.programs(), "/v1/programs?" + schemes), "programCode");
        Map<String, Present> programs = new ConcurrentHashMap<>();
        inFlight.forEach("programs", planned, tally, program -> {
            Present present = new Present();
            JsonNode found = listed.get(program.code());
            if (found != null) {
                present.take(found);
                tally.found(1 + present.runs.size());
            }
            programs.put(program.code(), present);
            if (found == null) {
                Answer created = client.post(RECORDER, addresses.programs().resolve("/v1/programs"), program.body());
                present.takeChange(isDuplicate(created) ? again(program) : change(created));
            }
            if (present.isIn("PROPOSED")) {
                step(present, APPROVER, "adoption", Map.of("adoptedOn", program.adoptedOn()));
            }
            for (PlannedRun run : program.runs()) {
                if (!present.runs.containsKey(run.code())) {
                    addRun(present, run);
                }
            }
        });
        return programs;
    }

    private void addRun(Present program, PlannedRun run) throws InterruptedException {
        Answer answer = client.post(RECORDER, URI.create(program(program.id) + "/runs"), run.body());
        if (isDuplicate(answer)) {
            program.takeChange(client.get(RECORDER, program(program.id)).expectSuccess());
        } else {
            program.runs.put(run.code(), change(answer).json().path("id").asText());
            program.etag = answer.etag();
        }
    }

    private void loadParticipations(List<PlannedProgram> planned, Map<String, Present> programs)
            throws InterruptedException {
        List<List<Seat>> runs = new ArrayList<>();
        Map<String, Set<String>> recorded = recorded(planned, programs);
        for (PlannedProgram program : planned) {
            Present present = required(programs, program);
            for (PlannedRun run : program.runs()) {
                String runId = present.runId(run);
                Set<String> there = recorded.getOrDefault(runId, Set.of());
                List<Seat> seats = new ArrayList<>();
                for (PlannedParticipation participation : run.participations()) {
                    if (present.isIn("COMPLETED") || there.contains(participation.participantNumber())) {
                        tally.found(2);
                    } else {
                        seats.add(new Seat(participation, runId));
                    }
                }
                runs.add(seats);
            }
        }
        inFlight.forEach("participations", inTurn(runs), tally, this::fill);
    }

    /** One of each run after the other: two people who enter the same run at once wait for one another. */
    private static List<Seat> inTurn(List<List<Seat>> runs) {
        List<Seat> inTurn = new ArrayList<>();
        int longest = runs.stream().mapToInt(List::size).max().orElse(0);
        for (int place = 0; place < longest; place++) {
            for (List<Seat> run : runs) {
                if (place < run.size()) {
                    inTurn.add(run.get(place));
                }
            }
        }
        return inTurn;
    }

    private void fill(Seat seat) throws InterruptedException {
        URI people = addresses.participants().resolve("/v1/participants");
        Answer person = client.post(RECORDER, people, seat.participation().person());
        String personId;
        if (isDuplicate(person)) {
            tally.found(1);
            JsonNode items = client.get(
                            RECORDER,
                            URI.create(people + "?participantNumber="
                                    + encode(seat.participation().participantNumber())))
                    .expectSuccess()
                    .json()
                    .path("items");
            personId = items.path(0).path("id").asText();
        } else {
            personId = change(person).json().path("id").asText();
        }
        Answer participation = client.post(
                RECORDER,
                addresses.participants().resolve("/v1/participations"),
                seat.participation().bodyFor(personId, seat.runId()));
        if (isDuplicate(participation)) {
            tally.found(1);
        } else {
            change(participation);
        }
    }

    /** The numbers of the people who take part in runs that were there before, by the runs' ids. */
    private Map<String, Set<String>> recorded(List<PlannedProgram> planned, Map<String, Present> programs)
            throws InterruptedException {
        List<String> runs = planned.stream()
                .map(program -> required(programs, program))
                .filter(program -> program.wasThere && !program.isIn("COMPLETED"))
                .flatMap(program -> program.runs.values().stream())
                .toList();
        Map<String, Set<String>> recorded = new ConcurrentHashMap<>();
        inFlight.forEach("runs looked at", runs, tally, run -> {
            Set<String> numbers = new HashSet<>();
            listAll(addresses.participants(), "/v1/participants?programRunId=" + run + "&")
                    .forEach(person ->
                            numbers.add(person.path("participantNumber").asText()));
            recorded.put(run, numbers);
        });
        return recorded;
    }

    private void completePrograms(List<PlannedProgram> planned, Map<String, Present> programs)
            throws InterruptedException {
        List<PlannedProgram> held =
                planned.stream().filter(program -> program.held() != null).toList();
        inFlight.forEach("programs completed", held, tally, program -> {
            Present present = required(programs, program);
            PlannedProgram.Held when = program.held();
            if (when != null && present.isIn("ADOPTED")) {
                step(present, RECORDER, "start", Map.of("startedOn", when.startedOn()));
            }
            if (when != null && present.isIn("IMPLEMENTING")) {
                step(present, RECORDER, "completion", Map.of("completedOn", when.completedOn()));
            }
        });
    }

    /** One transition; where its answer was lost before, the program is read again to see where it stands. */
    private void step(Present program, Subject subject, String transition, Object body) throws InterruptedException {
        if (program.etag.isEmpty()) {
            program.takeChange(client.get(RECORDER, program(program.id)).expectSuccess());
        }
        Answer answer = client.post(subject, URI.create(program(program.id) + "/" + transition), body, program.etag);
        if (answer.status() == PRECONDITION_FAILED) {
            program.takeChange(client.get(RECORDER, program(program.id)).expectSuccess());
        } else {
            program.takeChange(change(answer));
        }
    }

    /** The program whose creation was answered by nobody, but made. */
    private Answer again(PlannedProgram program) throws InterruptedException {
        String id = byNumber(
                        listAll(addresses.programs(), "/v1/programs?q=" + encode(program.code()) + "&"), "programCode")
                .getOrDefault(program.code(), Json.read("{}"))
                .path("id")
                .asText();
        return client.get(RECORDER, program(id)).expectSuccess();
    }

    private Answer change(Answer answer) {
        answer.expectSuccess();
        tally.changed();
        return answer;
    }

    private List<JsonNode> listAll(URI service, String path) throws InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            String next = cursor.map(value -> "&cursor=" + encode(value)).orElse("");
            JsonNode page = client.get(RECORDER, service.resolve(path + "limit=" + LONGEST_PAGE + next))
                    .expectSuccess()
                    .json();
            page.path("items").forEach(items::add);
            cursor = Optional.ofNullable(page.path("nextCursor").asText(null));
        } while (cursor.isPresent());
        return items;
    }

    private URI program(String id) {
        return addresses.programs().resolve("/v1/programs/" + id);
    }

    private static Present required(Map<String, Present> programs, PlannedProgram program) {
        Present present = programs.get(program.code());
        if (present == null) {
            throw new IllegalStateException("Not loaded: " + program.code());
        }
        return present;
    }

    private static Map<String, JsonNode> byNumber(List<JsonNode> items, String field) {
        Map<String, JsonNode> byNumber = new HashMap<>();
        items.forEach(item -> byNumber.put(item.path(field).asText(), item));
        return byNumber;
    }

    private static boolean isIn(JsonNode record, String state) {
        return record.path("state").asText().equals(state);
    }

    private static boolean isDuplicate(Answer answer) {
        return answer.status() == 409 && answer.problem().equals("duplicate");
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private record Seat(PlannedParticipation participation, String runId) {}

    /** A program as the system has it; used by one thread at a time. */
    private static final class Present {
        private final Map<String, String> runs = new ConcurrentHashMap<>();
        private String id = "";
        private String state = "";
        private String etag = "";
        private boolean wasThere;

        void take(JsonNode program) {
            wasThere = true;
            takeState(program);
        }

        void takeChange(Answer answer) {
            takeState(answer.json());
            etag = answer.etag();
        }

        private void takeState(JsonNode program) {
            id = program.path("id").asText();
            state = program.path("state").asText();
            program.path("runs")
                    .forEach(run -> runs.put(
                            run.path("runCode").asText(), run.path("id").asText()));
        }

        boolean isIn(String wanted) {
            return state.equals(wanted);
        }

        String runId(PlannedRun run) {
            String runId = runs.get(run.code());
            if (runId == null) {
                throw new IllegalStateException("No run " + run.code() + " in " + id);
            }
            return runId;
        }
    }
}
