package jp.go.jica.partnerships.reporting.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import jp.go.jica.partnerships.testing.PublishedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A random past of the three owners, valid by their schemas and rules, in which the corners of the definitions are frequent:
 * days around 31 March and 29 February, runs over several fiscal years and of one day, transfers in the middle of a run,
 * programs in no country and in three, people in two runs and merged, agreements renewed, amended and ended on the very days on
 * which it matters, records annulled, corrected and erased, codes that nobody knows.
 */
final class OwnersPast {

    /** The day on which the questions are asked; nothing has happened after it, much is planned. */
    static final LocalDate TODAY = LocalDate.of(2017, 6, 1);

    private static final LocalDate FIRST = LocalDate.of(2012, 1, 1);
    private static final List<String> COUNTRIES = List.of(
            "LA", "VN", "KE", "SG", "BR", "CL", "ZZ", "ZRCD", "CD", "CSXX", "RS", "BUMM", "MM", "XK", "AQ", "QQ");
    private static final List<String> OFFICES = List.of("SKK", "KNS", "HYG", "OSK", "YOK", "NEWO");
    private static final List<String> SCHEMES = List.of("KCCP", "KCCP", "JPP-LG", "NIKKEI", "SME", "NEW-SCHEME");
    private static final List<String> KINDS = List.of("GROUP_REGION", "COUNTRY", "YOUNG_LEADERS", "NEW_KIND");
    private static final List<String> SECTORS = List.of("74010", "14020", "14021", "11110", "43060", "99999");
    private static final List<String> LOCAL_GOVERNMENTS =
            List.of("372021", "281000", "280003", "141003", "370002", "999999");
    private static final List<String> FIELDS = List.of("WATER", "SEWERAGE", "HEALTH", "OTHER", "NEW_FIELD");
    private static final List<String> THEMES = List.of("EDUCATION", "HEALTH", "WATER_DISASTER", "NEW_THEME");
    private static final List<String> DELIVERIES = List.of("IN_JAPAN", "ONLINE", "NEW_WAY");
    private static final List<String> SEXES = List.of("F", "M", "X", "NOT_STATED");
    private static final List<String> AGE_BANDS = List.of("UNDER_20", "20-29", "30-39", "60_AND_OVER", "NOT_STATED");
    private static final List<String> OCCUPATIONS = List.of("ENGINEER", "EDUCATOR", "OTHER", "NEW_OCCUPATION");
    private static final List<String> ORGANISATIONS = List.of("GOVERNMENT", "NGO", "NEW_TYPE");

    private final Random random;
    private final List<Aggregate> aggregates = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private final List<UUID> people = new ArrayList<>();

    private record Run(UUID program, UUID id, LocalDate start, LocalDate end) {}

    /** @param events so many at least, unless the aggregates that begin before that end later */
    OwnersPast(Random random, int events) {
        this.random = random;
        for (int i = 0; i < 2 + random.nextInt(6); i++) {
            person();
        }
        while (told() < events) {
            switch (random.nextInt(8)) {
                case 0, 1 -> program();
                case 2, 3 -> agreement();
                default -> participation();
            }
        }
        mergesAndErasures();
    }

    /** The events of each aggregate in their order. */
    List<List<PublishedEvent>> aggregates() {
        return aggregates.stream().map(each -> List.copyOf(each.events)).toList();
    }

    private int told() {
        return aggregates.stream().mapToInt(each -> each.events.size()).sum();
    }

    // ---- programs

    private void program() {
        Aggregate program = new Aggregate("programs", "program", id());
        LocalDate proposed = day(FIRST, LocalDate.of(2016, 12, 31));
        LocalDate plannedStart = proposed.plusDays(random.nextInt(300));
        LocalDate plannedEnd = plannedStart.plusDays(random.nextInt(1200));
        String office = any(OFFICES);
        List<Map<String, Object>> leadOffices = new ArrayList<>(List.of(Map.of("office", office)));
        program.tell(
                "program-proposed",
                "programCode",
                "P-" + random.nextInt(1_000_000),
                "title",
                Map.of("en", "A program", "ja", "事業"),
                "scheme",
                any(SCHEMES),
                "kind",
                chance(2) ? any(KINDS) : null,
                "leadOffice",
                office,
                "leadOffices",
                chance(4) ? null : List.copyOf(leadOffices),
                "cooperatingOffices",
                some(OFFICES),
                "facility",
                chance(3) ? "DRLC" : chance(6) ? "NEWF" : null,
                "countries",
                shares(chance(4) ? List.of() : some(COUNTRIES)),
                "sectors",
                shares(some(SECTORS)),
                "thematicField",
                chance(2) ? any(THEMES) : null,
                "partners",
                some(LOCAL_GOVERNMENTS).stream()
                        .map(code -> Map.of("localGovernment", code, "role", "PROPOSER"))
                        .toList(),
                "agreementIds",
                List.of(),
                "delivery",
                chance(2) ? any(DELIVERIES) : null,
                "sdgGoals",
                List.of(1 + random.nextInt(17)).subList(0, random.nextInt(2)),
                "proposedOn",
                proposed.toString(),
                "plannedStart",
                plannedStart.toString(),
                "plannedEnd",
                plannedEnd.toString(),
                "state",
                "PROPOSED",
                "runs",
                List.of());
        if (chance(8)) {
            boolean rejected = random.nextBoolean();
            program.tell(
                    rejected ? "program-rejected" : "program-withdrawn",
                    rejected ? "rejectedOn" : "withdrawnOn",
                    later(proposed, 200).toString(),
                    "state",
                    rejected ? "REJECTED" : "WITHDRAWN");
            annulPerhaps(program, "program-annulled");
            return;
        }
        LocalDate day = later(proposed, 200);
        program.tell("program-adopted", "adoptedOn", day.toString(), "state", "ADOPTED");
        for (int i = 0; i < random.nextInt(3); i++) {
            run(program, plannedStart);
        }
        if (random.nextBoolean()) {
            day = later(day, 60);
            program.tell("program-contracted", "contractedOn", day.toString(), "state", "CONTRACTED");
        }
        if (chance(5)) {
            program.tell("program-cancelled", "cancelledOn", later(day, 300).toString(), "state", "CANCELLED");
        } else if (!chance(5)) {
            day = later(day, 120);
            program.tell("program-started", "startedOn", day.toString(), "state", "IMPLEMENTING");
            LocalDate from = day;
            for (int i = 0; i < random.nextInt(3) && from.isBefore(TODAY); i++) {
                from = later(from.plusDays(1), 300);
                String next = any(OFFICES);
                leadOffices.add(Map.of("office", next, "from", from.toString()));
                program.tell("program-transferred", "leadOffice", next, "leadOffices", List.copyOf(leadOffices));
            }
            moveRuns(program);
            if (chance(2)) {
                program.tell("program-completed", "completedOn", later(day, 800).toString(), "state", "COMPLETED");
            } else if (chance(4)) {
                program.tell("program-cancelled", "cancelledOn", later(day, 400).toString(), "state", "CANCELLED");
            }
        }
        if (chance(5)) {
            String right = any(OFFICES);
            program.tell(
                    "program-corrected",
                    "leadOffice",
                    right,
                    "leadOffices",
                    List.of(Map.of("office", right)),
                    "countries",
                    shares(some(COUNTRIES)));
        }
        annulPerhaps(program, "program-annulled");
    }

    private void run(Aggregate program, LocalDate near) {
        LocalDate start = day(near, near.plusDays(400));
        LocalDate end = start.plusDays(any(List.of(0, 10, 40, 200, 400, 800)));
        Run run = new Run(program.id, id(), start, end);
        runs.add(run);
        List<Object> all = new ArrayList<>(program.list("runs"));
        all.add(state(run));
        program.tell("program-run-added", "runs", List.copyOf(all));
    }

    private void moveRuns(Aggregate program) {
        for (Run run : List.copyOf(runs)) {
            if (run.program.equals(program.id) && chance(3)) {
                LocalDate start = day(run.start.minusDays(60), run.start.plusDays(200));
                Run moved = new Run(run.program, run.id, start, start.plusDays(random.nextInt(400)));
                runs.set(runs.indexOf(run), moved);
                program.tell(
                        "program-run-revised",
                        "runs",
                        program.list("runs").stream()
                                .map(each -> each instanceof Map<?, ?> one
                                                && run.id.toString().equals(one.get("id"))
                                        ? state(moved)
                                        : each)
                                .toList());
            }
        }
    }

    private static Map<String, Object> state(Run run) {
        return Map.of(
                "id", run.id.toString(),
                "runCode", "r",
                "plannedStart", run.start.toString(),
                "plannedEnd", run.end.toString(),
                "seats", List.of());
    }

    // ---- people

    private void person() {
        Aggregate person = new Aggregate("participants", "participant", id());
        people.add(person.id);
        person.tell("participant-registered", "state", "REGISTERED", "registeredBy", "SKK");
    }

    private void mergesAndErasures() {
        List<Aggregate> alone = new ArrayList<>(aggregates.stream()
                .filter(each -> each.name.equals("participant"))
                .toList());
        Collections.shuffle(alone, random);
        while (alone.size() > 2 && random.nextBoolean()) {
            Aggregate merged = alone.remove(0);
            Aggregate survivor = alone.remove(0);
            merged.tell("participant-merged", "state", "MERGED", "mergedInto", survivor.id.toString());
            if (chance(4)) {
                merged.tell("participant-merge-reversed", "state", "REGISTERED", "mergedInto", null);
            } else if (chance(4)) {
                merged.tell("participant-erased", "state", "ERASED", "erasedOn", TODAY.toString());
            }
        }
        if (chance(2) && !alone.isEmpty()) {
            alone.get(0).tell("participant-erased", "state", "ERASED", "erasedOn", TODAY.toString());
        }
    }

    private void participation() {
        Aggregate participation = new Aggregate("participants", "participation", id());
        // Some take part in a run of which nothing was ever heard.
        Run run = runs.isEmpty() || chance(10)
                ? new Run(id(), id(), LocalDate.of(2015, 5, 1), LocalDate.of(2016, 5, 1))
                : any(runs);
        String country = any(COUNTRIES);
        participation.tell(
                "participation-nominated",
                "participantId",
                any(people).toString(),
                "programRunId",
                run.id.toString(),
                "programId",
                run.program.toString(),
                "sendingCountry",
                country,
                "term",
                "SHORT",
                "hostLocalGovernments",
                some(LOCAL_GOVERNMENTS),
                "state",
                "NOMINATED");
        if (chance(10)) {
            participation.tell(
                    "participation-rejected",
                    "rejectedOn",
                    day(FIRST, TODAY).toString(),
                    "endReason",
                    "NO_PLACE",
                    "state",
                    "REJECTED");
            return;
        }
        LocalDate accepted = earlier(day(run.start.minusDays(200), run.start.plusDays(5)));
        participation.tell(
                "participation-accepted",
                "acceptedOn",
                accepted.toString(),
                "nationality",
                chance(4) ? any(COUNTRIES) : country,
                "sex",
                any(SEXES),
                "ageBand",
                any(AGE_BANDS),
                "organisationType",
                any(ORGANISATIONS),
                "occupation",
                any(OCCUPATIONS),
                "plannedStart",
                run.start.toString(),
                "plannedEnd",
                run.end.toString(),
                "state",
                "ACCEPTED");
        switch (random.nextInt(8)) {
            case 0 -> {
                boolean cancelled = random.nextBoolean();
                LocalDate day = later(accepted, 100);
                participation.tell(
                        cancelled ? "participation-cancelled" : "participation-missed",
                        cancelled ? "cancelledOn" : "noShowOn",
                        day.toString(),
                        "endReason",
                        "VISA",
                        "state",
                        cancelled ? "CANCELLED" : "NO_SHOW");
            }
            case 1 -> {}
            default -> arrive(participation, run, accepted);
        }
        if (chance(8)) {
            participation.tell(
                    "participation-corrected",
                    "sendingCountry",
                    any(COUNTRIES),
                    "hostLocalGovernments",
                    some(LOCAL_GOVERNMENTS));
        }
        annulPerhaps(participation, "participation-annulled");
    }

    private void arrive(Aggregate participation, Run run, LocalDate accepted) {
        LocalDate arrived = latest(accepted, earlier(day(run.start, run.start.plusDays(3))));
        participation.tell("participation-arrived", "arrivedOn", arrived.toString(), "state", "IN_TRAINING");
        if (chance(4)) {
            return;
        }
        LocalDate end = latest(arrived, earlier(chance(4) ? arrived : run.end));
        if (chance(4)) {
            participation.tell(
                    "participation-withdrawn",
                    "withdrawnOn",
                    day(arrived, end).toString(),
                    "endReason",
                    "PERSONAL",
                    "state",
                    "WITHDRAWN");
        } else {
            participation.tell("participation-completed", "completedOn", end.toString(), "state", "COMPLETED");
        }
        if (chance(6)) {
            participation.tell(
                    "participation-corrected",
                    "arrivedOn",
                    day(accepted, arrived).toString());
        }
    }

    // ---- agreements

    private void agreement() {
        Aggregate agreement = new Aggregate("agreements", "agreement", id());
        LocalDate from = day(FIRST, LocalDate.of(2017, 3, 31));
        boolean open = chance(3);
        LocalDate to = open ? null : from.plusDays(any(List.of(27, 89, 364, 365, 730)));
        boolean automatic = !open && chance(2);
        int months = any(List.of(1, 6, 12, 36));
        int notice = any(List.of(0, 30, 90));
        agreement.tell(
                "agreement-drafted",
                "agreementNumber",
                "A-" + random.nextInt(1_000_000),
                "type",
                any(List.of("COMPREHENSIVE_COOPERATION", "MEMORANDUM", "PROJECT_SPECIFIC", "NEW_TYPE")),
                "title",
                Map.of("en", "An agreement", "ja", "協定"),
                "leadOffice",
                any(OFFICES),
                "parties",
                parties(),
                "fields",
                some(FIELDS),
                "countries",
                chance(3) ? List.of() : some(COUNTRIES),
                "signatories",
                List.of(),
                "effectiveFrom",
                from.toString(),
                "effectiveTo",
                to == null ? null : to.toString(),
                "automaticRenewal",
                automatic ? Map.of("months", months, "noticeDays", notice) : null,
                "state",
                "DRAFT");
        if (chance(8)) {
            agreement.tell("agreement-cancelled", "cancelledOn", TODAY.toString(), "state", "CANCELLED");
            return;
        }
        LocalDate signed =
                earlier(day(from.minusDays(60), to == null ? from.plusDays(60) : earliest(to, from.plusDays(60))));
        agreement.tell("agreement-activated", "signedOn", signed.toString(), "state", "SIGNED");
        LocalDate end = to;
        LocalDate latest = latest(signed, from);
        if (end != null && chance(3) && !end.isBefore(latest) && !end.isAfter(TODAY)) {
            // As late as it may be: on the last day.
            LocalDate agreed = random.nextBoolean() ? end : day(latest, end);
            LocalDate next = chance(4) ? null : end.plusDays(any(List.of(1, 30, 365)));
            Map<String, Object> renewal = new LinkedHashMap<>();
            renewal.put("id", id().toString());
            renewal.put("agreedOn", agreed.toString());
            renewal.put("effectiveFrom", end.plusDays(1).toString());
            if (next != null) {
                renewal.put("effectiveTo", next.toString());
            }
            agreement.tell("agreement-renewed", "renewals", List.of(renewal));
            end = next;
            latest = agreed;
        }
        if (automatic && chance(3)) {
            // On and around the last day on which it counts.
            LocalDate given = latest(
                    latest,
                    earlier(
                            chance(2) && end != null
                                    ? end.minusDays(notice).plusDays(random.nextInt(3) - 1)
                                    : day(latest, TODAY)));
            agreement.tell("agreement-notice-given", "noticeGivenOn", given.toString());
        }
        if (chance(3)) {
            amend(agreement, latest);
        }
        if (chance(4)) {
            suspend(agreement, later(latest, 200));
        }
        switch (random.nextInt(5)) {
            case 0 -> {
                // Often on the day on which a renewal would begin, or the one before.
                LocalDate day = end != null && chance(2) ? end.plusDays(random.nextInt(3)) : later(latest, 900);
                agreement.tell(
                        "agreement-terminated",
                        "terminatedOn",
                        latest(latest, earlier(day)).toString(),
                        "terminationReason",
                        "By consent",
                        "state",
                        "TERMINATED");
            }
            case 1 -> {
                LocalDate day = end != null && chance(2) ? end.plusDays(random.nextInt(3)) : later(latest, 900);
                agreement.tell(
                        "agreement-superseded",
                        "supersededBy",
                        Map.of(
                                "agreementId", id().toString(),
                                "from", latest(latest, earlier(day)).toString()));
            }
            default -> {}
        }
        if (end != null && end.isBefore(TODAY) && chance(3)) {
            // Tells what the dates say already.
            agreement.tell("agreement-expired", "expiredOn", end.toString());
        }
        annulPerhaps(agreement, "agreement-annulled");
    }

    private void amend(Aggregate agreement, LocalDate since) {
        LocalDate amended = later(since, 300);
        LocalDate effective = amended.plusDays(any(List.of(0, 1, 60)));
        Map<String, Object> before = new LinkedHashMap<>();
        for (String field : List.of("title", "parties", "fields", "countries")) {
            before.put(field, agreement.field(field));
        }
        List<Object> amendments = new ArrayList<>(agreement.list("amendments"));
        amendments.add(Map.of(
                "id", id().toString(),
                "amendedOn", amended.toString(),
                "effectiveFrom", effective.toString(),
                "summary", "Others",
                "changed", List.of("parties", "fields", "countries"),
                "before", before));
        agreement.tell(
                "agreement-amended",
                "amendments",
                List.copyOf(amendments),
                "parties",
                parties(),
                "fields",
                some(FIELDS),
                "countries",
                some(COUNTRIES));
    }

    private void suspend(Aggregate agreement, LocalDate on) {
        Map<String, Object> suspension = new LinkedHashMap<>();
        suspension.put("suspendedOn", on.toString());
        agreement.tell("agreement-suspended", "suspensions", List.of(Map.copyOf(suspension)), "state", "SUSPENDED");
        if (chance(2) && on.isBefore(TODAY)) {
            suspension.put("resumedOn", later(on.plusDays(1), 200).toString());
            agreement.tell("agreement-resumed", "suspensions", List.of(suspension), "state", "SIGNED");
        }
    }

    private List<Map<String, Object>> parties() {
        List<Map<String, Object>> parties = new ArrayList<>();
        some(LOCAL_GOVERNMENTS).forEach(code -> parties.add(Map.of("localGovernment", code)));
        if (parties.isEmpty()) {
            parties.add(Map.of("organisation", Map.of("name", "A university", "type", "ACADEMIC")));
        }
        return parties;
    }

    private void annulPerhaps(Aggregate aggregate, String fact) {
        if (chance(12)) {
            aggregate.tell(fact, "annulledOn", TODAY.toString());
        }
    }

    // ---- chance

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    /** A day of these, often one on which something turns. */
    private LocalDate day(LocalDate first, LocalDate last) {
        if (!first.isBefore(last)) {
            return first;
        }
        LocalDate day = first.plusDays(random.nextInt((int) (last.toEpochDay() - first.toEpochDay()) + 1));
        List<LocalDate> turning = Stream.of(
                        LocalDate.of(day.getYear(), 3, 31),
                        LocalDate.of(day.getYear(), 4, 1),
                        LocalDate.of(day.getYear(), 3, 1).minusDays(1),
                        day.withDayOfMonth(1),
                        last)
                .filter(each -> !each.isBefore(first) && !each.isAfter(last))
                .toList();
        return !turning.isEmpty() && chance(3) ? any(turning) : day;
    }

    /** Some days after another, at most today. */
    private LocalDate later(LocalDate day, int within) {
        return latest(day, earlier(day(day, day.plusDays(within))));
    }

    private static LocalDate earlier(LocalDate day) {
        return earliest(day, TODAY);
    }

    private static LocalDate earliest(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<String> some(List<String> of) {
        return of.stream().filter(each -> chance(4)).toList();
    }

    private static List<Map<String, String>> shares(List<String> codes) {
        return codes.stream().map(code -> Map.of("code", code)).toList();
    }

    /** A record and what has been told of it. */
    private final class Aggregate {

        private final String owner;
        private final String name;
        private final UUID id;
        private final Map<String, Object> state = new LinkedHashMap<>();
        private final List<PublishedEvent> events = new ArrayList<>();

        Aggregate(String owner, String name, UUID id) {
            this.owner = owner;
            this.name = name;
            this.id = id;
            state.put("id", id.toString());
            state.put("recordedAt", "2017-06-01T00:00:00Z");
            aggregates.add(this);
        }

        @Nullable
        Object field(String field) {
            return state.get(field);
        }

        List<?> list(String field) {
            return state.get(field) instanceof List<?> list ? list : List.of();
        }

        /** Fields and their new values in turn; null for one that goes. */
        void tell(String fact, @Nullable Object... changes) {
            Map<String, @Nullable Object> before = new LinkedHashMap<>();
            for (int i = 0; i < changes.length; i += 2) {
                String field = String.valueOf(changes[i]);
                before.put(field, state.get(field));
                Object value = changes[i + 1];
                if (value == null) {
                    state.remove(field);
                } else {
                    state.put(field, value);
                }
            }
            int version = events.size() + 1;
            state.put("version", version);
            PublishedEvent event = PublishedEvent.of(name, owner + "." + fact + ".v1", id, version, Json.text(state))
                    .withEventId(id());
            events.add(version == 1 ? event : event.changedFrom(Json.text(before)));
        }
    }
}
