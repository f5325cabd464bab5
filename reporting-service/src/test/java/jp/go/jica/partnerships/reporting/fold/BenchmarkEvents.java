package jp.go.jica.partnerships.reporting.fold;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jp.go.jica.partnerships.testing.PublishedEvent;
import org.jspecify.annotations.Nullable;

/**
 * What the owners would tell of ten years of courses: programs with one run each, and the whole lives of those who take part,
 * four events each. Events are as large as those in the owners' {@code contracts/examples}, and the same in every run.
 */
final class BenchmarkEvents {

    static final int EVENTS_OF_A_PARTICIPATION = 4;

    private static final int PERSONS_OF_A_RUN = 20;
    // People are in several stages at a time, so that a batch seldom holds two events of one participation.
    private static final int WAVES = 4;
    private static final LocalDate FIRST_RUN = LocalDate.of(2008, 5, 7);
    private static final int DAYS = 3_600;
    private static final List<String> COUNTRIES = List.of(
            "LA", "VN", "KH", "PH", "ID", "TH", "MM", "KE", "TZ", "UG", "ET", "GH", "BR", "PE", "BO", "CL", "FJ", "WS",
            "NP", "BD", "PK", "LK", "MN", "UZ", "JO", "EG", "MA", "SN", "ZM", "MW");
    private static final List<String> OFFICES = List.of("SKK", "KNS", "TIC", "KYU", "OKN", "YOK", "CBU", "THK");
    private static final List<String> SCHEMES = List.of("KCCP", "KCCP", "JPP-LG", "SME");

    private final int participations;

    /** @param participations so many people take part */
    BenchmarkEvents(int participations) {
        this.participations = participations;
    }

    /** All events of programs, which come before those of participations. */
    Stream<PublishedEvent> programs() {
        int programs = (participations + PERSONS_OF_A_RUN - 1) / PERSONS_OF_A_RUN;
        return IntStream.range(0, programs)
                .boxed()
                .flatMap(n -> Stream.of(
                        program(n, 1, "program-proposed", of(OFFICES, n), false, false),
                        program(n, 2, "program-adopted", of(OFFICES, n), true, false),
                        program(n, 3, "program-run-added", of(OFFICES, n), true, true)));
    }

    /** That it was another office, as it turns out, which has led the first program all the time. */
    PublishedEvent corrected() {
        return program(0, 4, "program-corrected", of(OFFICES, 1), true, true);
    }

    /** All events of participations: of each wave first that all are nominated, then that they are accepted, and so on. */
    Stream<PublishedEvent> participations() {
        int wave = (participations + WAVES - 1) / WAVES;
        return IntStream.iterate(0, first -> first < participations, first -> first + wave)
                .boxed()
                .flatMap(first -> IntStream.rangeClosed(1, EVENTS_OF_A_PARTICIPATION)
                        .boxed()
                        .flatMap(version -> IntStream.range(first, Math.min(first + wave, participations))
                                .mapToObj(n -> participation(n, version))));
    }

    private static PublishedEvent program(
            int n, int version, String what, String office, boolean adopted, boolean withRun) {
        LocalDate start = start(n);
        String after = """
                {"id":"%s","version":%d,"programCode":"BENCH-%d",
                "title":{"en":"Waterworks management (%d)","ja":"上水道事業経営(%d)"},
                "scheme":"%s","leadOffice":"%s","cooperatingOffices":[],"countries":[{"code":"%s"},{"code":"%s"}],
                "sectors":[{"code":"14021"}],"partners":[{"localGovernment":"372021","role":"IMPLEMENTING"}],
                "relatedPrograms":[],"agreementIds":[],"sdgGoals":[6],"seats":[],"proposedOn":"%s",
                "plannedStart":"%s","plannedEnd":"%s","leadOffices":[{"office":"%s"}],"state":"%s",%s
                "suspensions":[],"runs":[%s],"outcomes":[],"recordedAt":"2015-06-02T03:04:05.678901Z"}""".formatted(
                        programId(n),
                        version,
                        n,
                        n,
                        n,
                        of(SCHEMES, n),
                        office,
                        of(COUNTRIES, n),
                        of(COUNTRIES, n + 7),
                        start.minusDays(200),
                        start.minusDays(20),
                        start.plusDays(300),
                        office,
                        adopted ? "ADOPTED" : "PROPOSED",
                        adopted ? "\"adoptedOn\":\"%s\",".formatted(start.minusDays(150)) : "",
                        withRun
                                ? "{\"id\":\"%s\",\"runCode\":\"R-1\",\"plannedStart\":\"%s\",\"plannedEnd\":\"%s\",\"capacity\":20,\"seats\":[]}"
                                        .formatted(runId(n), start, end(n))
                                : "");
        return event("program", "programs." + what + ".v1", programId(n), version, after, changed(version));
    }

    private static PublishedEvent participation(int n, int version) {
        int run = n / PERSONS_OF_A_RUN;
        LocalDate start = start(run);
        String country = of(COUNTRIES, n / 3);
        String after = """
                {"id":"%s","version":%d,"participantId":"%s","programRunId":"%s","programId":"%s",
                "sendingCountry":"%s","term":"SHORT","hostLocalGovernments":["372021"],"nationality":"%s","sex":"%s",
                "ageBand":"30-39","organisationType":"GOVERNMENT","occupation":"ADMINISTRATIVE_OFFICIAL",
                "plannedStart":"%s","plannedEnd":"%s","state":"%s"%s%s%s,"recordedAt":"2015-08-11T03:04:05.678901Z"}""".formatted(
                inOrder(3, n),
                version,
                // Every third person comes a second time.
                random("participant" + (n % 3 == 0 ? n / 2 : n)),
                runId(run),
                programId(run),
                country,
                country,
                n % 2 == 0 ? "F" : "M",
                start,
                end(run),
                List.of("NOMINATED", "ACCEPTED", "IN_TRAINING", "COMPLETED").get(version - 1),
                version >= 2 ? ",\"acceptedOn\":\"%s\"".formatted(start.minusDays(40)) : "",
                version >= 3 ? ",\"arrivedOn\":\"%s\"".formatted(start) : "",
                version >= 4 ? ",\"completedOn\":\"%s\"".formatted(end(run)) : "");
        String what = List.of("nominated", "accepted", "arrived", "completed").get(version - 1);
        return event(
                "participation",
                "participants.participation-" + what + ".v1",
                inOrder(3, n),
                version,
                after,
                changed(version));
    }

    private static @Nullable String changed(int version) {
        return version == 1 ? null : "{\"version\":%d}".formatted(version - 1);
    }

    private static PublishedEvent event(
            String aggregate, String type, UUID id, int version, String after, @Nullable String before) {
        PublishedEvent event =
                PublishedEvent.of(aggregate, type, id, version, after).withEventId(random(type + id));
        return before == null ? event : event.changedFrom(before);
    }

    private static LocalDate start(int run) {
        return FIRST_RUN.plusDays(run * 37L % DAYS);
    }

    private static LocalDate end(int run) {
        return start(run).plusDays(20 + run % 60);
    }

    private static UUID programId(int n) {
        return inOrder(1, n);
    }

    private static UUID runId(int n) {
        return inOrder(2, n);
    }

    /** As the owners make them (version 7): who was recorded later stands later. */
    private static UUID inOrder(int kind, int n) {
        return new UUID((0x0194_31f0_6c00L + n) << 16 | 0x7000, Long.MIN_VALUE | (long) kind << 32 | n);
    }

    private static UUID random(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
    }

    private static String of(List<String> codes, int n) {
        return codes.get(n % codes.size());
    }

    /** Hands them on in portions, as they come. */
    static void inPortions(Stream<PublishedEvent> events, int size, Consumer<PublishedEvent[]> portions) {
        List<PublishedEvent> portion = new ArrayList<>(size);
        events.forEach(event -> {
            portion.add(event);
            if (portion.size() == size) {
                portions.accept(portion.toArray(PublishedEvent[]::new));
                portion.clear();
            }
        });
        portions.accept(portion.toArray(PublishedEvent[]::new));
    }
}
