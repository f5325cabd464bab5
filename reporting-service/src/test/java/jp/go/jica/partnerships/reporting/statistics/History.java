package jp.go.jica.partnerships.reporting.statistics;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import jp.go.jica.partnerships.journal.consume.ReceivedRecord;
import jp.go.jica.partnerships.reporting.Published;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.testing.PublishedEvent;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A random but possible past of all owners, and ways in which its events may arrive. */
final class History {

    private static final List<String> COUNTRIES = List.of("LA", "VN", "KE", "SG", "BR");
    private static final List<String> OFFICES = List.of("SKK", "KNS", "HYG", "YOK");
    private static final List<String> SCHEMES = List.of("KCCP", "JPP-LG", "NIKKEI");
    private static final List<String> SECTORS = List.of("74010", "14020", "11110");
    private static final List<String> LOCAL_GOVERNMENTS = List.of("372021", "281000", "280003", "141003");

    private final Random random;
    private final List<List<PublishedEvent>> aggregates = new ArrayList<>();

    History(Random random) {
        this.random = random;
        List<State> programs = new ArrayList<>();
        for (int i = 0; i < 3 + random.nextInt(4); i++) {
            programs.add(program());
        }
        for (int i = 0; i < 5 + random.nextInt(20); i++) {
            participation(any(programs), new UUID(7, random.nextInt(8)));
        }
        for (int i = 0; i < random.nextInt(5); i++) {
            agreement();
        }
    }

    List<UUID> ids() {
        return aggregates.stream().map(events -> events.get(0).aggregateId()).toList();
    }

    /** Batches of records in which every event comes at least once, in no particular order. */
    List<List<ReceivedRecord>> anyDelivery(boolean inOrderWithinAggregates) {
        List<PublishedEvent> arriving = new ArrayList<>();
        List<Deque<PublishedEvent>> waiting = new ArrayList<>();
        for (List<PublishedEvent> events : aggregates) {
            List<PublishedEvent> order = new ArrayList<>(events);
            if (!inOrderWithinAggregates && random.nextInt(3) == 0) {
                Collections.shuffle(order, random);
            }
            waiting.add(new ArrayDeque<>(order));
        }
        while (!waiting.isEmpty()) {
            Deque<PublishedEvent> one = any(waiting);
            arriving.add(one.remove());
            waiting.removeIf(Deque::isEmpty);
            if (!inOrderWithinAggregates && random.nextInt(4) == 0) {
                arriving.add(any(arriving));
            }
        }
        List<List<ReceivedRecord>> batches = new ArrayList<>();
        int largest = 1 + random.nextInt(40);
        for (int from = 0; from < arriving.size(); ) {
            int to = Math.min(arriving.size(), from + 1 + random.nextInt(largest));
            List<ReceivedRecord> batch = new ArrayList<>();
            for (PublishedEvent event : arriving.subList(from, to)) {
                batch.add(received(event, from + batch.size()));
            }
            batches.add(batch);
            from = to;
        }
        return batches;
    }

    private State program() {
        State program = Published.program(id())
                .with("scheme", any(SCHEMES))
                .with("leadOffice", random.nextInt(5) == 0 ? null : any(OFFICES))
                .with("facility", random.nextInt(3) == 0 ? "DRLC" : null)
                .with("countries", Published.shares(some(COUNTRIES)))
                .with("sectors", Published.shares(some(SECTORS)))
                .with("partners", Published.localGovernments(some(LOCAL_GOVERNMENTS)))
                .with("proposedOn", day(2014, 700));
        List<PublishedEvent> events = new ArrayList<>();
        List<Map<String, Object>> runs = new ArrayList<>();
        State now = program;
        events.add(now.at(1));
        for (String transition : List.of("adoptedOn", "contractedOn", "startedOn", "completedOn")) {
            if (random.nextInt(5) == 0) {
                break;
            }
            now = now.with(transition, day(2015, 900));
            if (random.nextBoolean()) {
                LocalDate start = LocalDate.parse(day(2015, 700));
                runs.add(Published.run(
                        id(),
                        start.toString(),
                        start.plusDays(random.nextInt(60)).toString()));
                now = now.with("runs", List.copyOf(runs));
            }
            events.add(now.at(events.size() + 1));
            if (random.nextInt(3) == 0) {
                now = now.with("leadOffice", any(OFFICES)).with("countries", Published.shares(some(COUNTRIES)));
                events.add(now.at(events.size() + 1));
            }
            if (random.nextInt(4) == 0) {
                String office = any(OFFICES);
                now = now.with("leadOffice", office)
                        .with(
                                "leadOffices",
                                List.of(
                                        Map.of("office", any(OFFICES)),
                                        Map.of("office", any(OFFICES), "from", day(2015, 300)),
                                        Map.of("office", office, "from", day(2016, 300))));
                events.add(now.at(events.size() + 1));
            }
        }
        if (random.nextInt(6) == 0) {
            now = now.with(any(List.of("rejectedOn", "withdrawnOn", "cancelledOn", "annulledOn")), day(2015, 900));
            events.add(now.at(events.size() + 1));
        }
        aggregates.add(events);
        return now;
    }

    private void participation(State program, UUID participant) {
        State now = Published.participation(id(), program.id())
                .with("participantId", participant.toString())
                .with("programRunId", runOf(program))
                .with("sendingCountry", random.nextInt(8) == 0 ? null : any(COUNTRIES))
                .with("plannedStart", day(2015, 700));
        List<PublishedEvent> events = new ArrayList<>();
        events.add(now.at(1));
        for (String transition :
                List.of("acceptedOn", "arrivedOn", random.nextInt(4) == 0 ? "withdrawnOn" : "completedOn")) {
            if (random.nextInt(5) == 0) {
                break;
            }
            now = now.with(transition, day(2015, 900));
            events.add(now.at(events.size() + 1));
        }
        boolean there = now.field("arrivedOn") != null;
        if (!there && now.field("acceptedOn") != null && random.nextInt(3) == 0) {
            now = now.with(any(List.of("cancelledOn", "noShowOn")), day(2015, 900));
            events.add(now.at(events.size() + 1));
        }
        if (random.nextInt(8) == 0) {
            // Days and countries that were wrong.
            now = now.with("sendingCountry", any(COUNTRIES));
            now = there ? now.with("arrivedOn", day(2015, 900)) : now;
            events.add(now.at(events.size() + 1));
        }
        if (random.nextInt(8) == 0) {
            now = now.with("annulledOn", day(2015, 900));
            events.add(now.at(events.size() + 1));
        }
        aggregates.add(events);
    }

    private void agreement() {
        State now = Published.agreement(id())
                .with("leadOffice", any(OFFICES))
                .with("type", any(List.of("COMPREHENSIVE_COOPERATION", "MEMORANDUM")))
                .with("parties", Published.localGovernments(some(LOCAL_GOVERNMENTS)))
                .with("effectiveFrom", day(2014, 300))
                .with("effectiveTo", random.nextBoolean() ? day(2015, 900) : null);
        List<PublishedEvent> events = new ArrayList<>();
        events.add(now.at(1));
        now = now.with("signedOn", day(2014, 300));
        events.add(now.at(2));
        if (random.nextBoolean()) {
            events.add(now.with("terminatedOn", day(2015, 700)).at(3));
        }
        aggregates.add(events);
    }

    private String runOf(State program) {
        List<?> runs = program.field("runs") instanceof List<?> list ? list : List.of();
        return runs.isEmpty() || random.nextInt(4) == 0
                ? id().toString()
                : String.valueOf(((Map<?, ?>) any(runs)).get("id"));
    }

    private String day(int year, int within) {
        return LocalDate.of(year, 1, 1).plusDays(random.nextInt(within)).toString();
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String[] some(List<String> of) {
        return of.stream().filter(each -> random.nextInt(3) == 0).toArray(String[]::new);
    }

    static ReceivedRecord received(PublishedEvent event, long offset) {
        ProducerRecord<String, String> kafka = event.toRecord();
        Map<String, String> headers = new HashMap<>();
        kafka.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return new ReceivedRecord(kafka.topic(), 0, offset, kafka.key(), headers, kafka.value());
    }
}
