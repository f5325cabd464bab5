package jp.go.jica.partnerships.participants.participation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.participants.participant.Occupation;
import jp.go.jica.partnerships.participants.participant.OrganisationType;
import jp.go.jica.partnerships.participants.participant.PersonFacts;
import jp.go.jica.partnerships.participants.participant.Sex;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random commands on random participations, while their run is moved and given up: whatever is taken leaves one in which every
 * rule holds. The rules are written down here once more, in other words than in the code. A failure names its seed; it then
 * belongs into the list.
 */
class ParticipationPropertyTest {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final LocalDate TODAY = LocalDate.of(2016, 4, 1);
    private static final UUID RUN = new UUID(1, 1);
    private static final UUID PERSON = new UUID(3, 3);
    private static final int COMMANDS = 30;
    private static final long[] FAILED_ONCE = {-101444364905125890L, 4672335445263564416L};
    private static final Set<State> ENDS =
            EnumSet.of(State.REJECTED, State.CANCELLED, State.NO_SHOW, State.COMPLETED, State.WITHDRAWN);

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(FAILED_ONCE), new Random().longs(300));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noSequenceOfCommandsReachesAStateThatARuleForbids(long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        DomainEvent<Participation> first = beginning(random);
        List<DomainEvent<Participation>> journal = new ArrayList<>(List.of(first));
        Participation participation = first.after();
        assertLawful("seed %d, beginning".formatted(seed), first.after());
        for (int i = 0; i < COMMANDS; i++) {
            KnownRun run = run(random);
            DomainEvent<Participation> event = tried(command(participation, run, random));
            if (event != null) {
                String told = "seed %d, command %d: %s".formatted(seed, i, event.name());
                assertThat(event.before()).as(told).isEqualTo(participation);
                assertThat(event.after().version()).as(told).isEqualTo(participation.version() + 1);
                assertLawful(told, event.after());
                assertFollows(told, participation, event, run);
                journal.add(event);
                participation = event.after();
            }
        }
        assertThat(replayed(journal)).as("seed %d", seed).isEqualTo(participation);
    }

    @Test
    void everyStateIsReachedByTheCommandsThatAreTried() {
        Set<State> reached = EnumSet.noneOf(State.class);
        int annulled = 0;
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            Participation participation = beginning(random).after();
            for (int i = 0; i < COMMANDS; i++) {
                DomainEvent<Participation> event = tried(command(participation, run(random), random));
                participation = event == null ? participation : event.after();
                reached.add(participation.progress().state());
            }
            annulled += participation.annulledOn() == null ? 0 : 1;
        }
        assertThat(reached).containsExactlyInAnyOrder(State.values());
        assertThat(annulled).isPositive();
    }

    private static DomainEvent<Participation> beginning(Random random) {
        while (true) {
            KnownRun run = run(random);
            Nomination nomination = new Nomination(
                    PERSON, RUN, run.programId(), CountryCode.parse(country(random)), null, Term.SHORT, List.of());
            UUID replaces = random.nextInt(4) == 0 ? id(random) : null;
            DomainEvent<Participation> event = tried(() -> random.nextInt(3) > 0
                    ? Participation.nominate(id(random), nomination, replaces, run, Instant.EPOCH)
                    : Participation.recordPast(
                            id(random),
                            nomination,
                            replaces,
                            new Progress.Past(day(random), some(random), some(random), some(random)),
                            exceeding(random),
                            run,
                            person(random),
                            taken(random),
                            Instant.EPOCH,
                            TODAY));
            if (event != null) {
                return event;
            }
        }
    }

    private static Supplier<DomainEvent<Participation>> command(Participation p, KnownRun run, Random random) {
        LocalDate day = day(random);
        EndReason reason = any(random, List.of(EndReason.values()));
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> () -> p.accept(day, exceeding(random), run, person(random), taken(random), TODAY);
            case 3 -> () -> rarely(random, p.reject(day, reason, run, TODAY));
            case 4 -> () -> rarely(random, p.cancel(day, reason, run, TODAY));
            case 5 -> () -> rarely(random, p.noShow(day, reason, run, TODAY));
            case 6, 7 -> () -> p.arrive(day, run, TODAY);
            case 8 -> () -> p.complete(day, run, TODAY);
            case 9 -> () -> p.withdraw(day, random.nextBoolean() ? reason : null, run, TODAY);
            case 10 -> () -> p.replace(id(random), new UUID(8, random.nextInt(2)), random.nextInt(4) == 0);
            case 11 -> () -> p.revise(revision(random), run);
            case 12 ->
                () -> p.correct(
                        corrected(p.uncorrected(), random),
                        any(random, List.of(CorrectionReason.values())),
                        run,
                        taken(random),
                        TODAY);
            default -> () -> rarely(random, p.annul(any(random, List.of(AnnulmentReason.values())), TODAY));
        };
    }

    // Ends come late enough that there is something to end.
    private static DomainEvent<Participation> rarely(Random random, DomainEvent<Participation> event) {
        if (random.nextInt(4) > 0) {
            throw Refusal.notFound();
        }
        return event;
    }

    private static Revision revision(Random random) {
        return new Revision(
                CountryCode.parse(country(random)),
                random.nextInt(4) == 0 ? SendingCountryReason.OTHER : null,
                any(random, List.of(Term.values())),
                random.nextBoolean() ? List.of() : List.of(LocalGovernmentCode.parse("372021")));
    }

    private static Corrected corrected(Corrected wrong, Random random) {
        Progress p = wrong.progress();
        return switch (random.nextInt(4)) {
            case 0 -> new Corrected(revision(random), wrong.facts(), p);
            case 1 -> new Corrected(wrong.stated(), CopiedFacts.of(person(random), run(random)), p);
            default ->
                new Corrected(
                        wrong.stated(),
                        wrong.facts(),
                        new Progress(
                                p.state(),
                                maybe(random, p.acceptedOn()),
                                random.nextInt(5) == 0 ? exceeding(random) : p.seatsExceededReason(),
                                maybe(random, p.rejectedOn()),
                                maybe(random, p.cancelledOn()),
                                maybe(random, p.noShowOn()),
                                maybe(random, p.arrivedOn()),
                                maybe(random, p.completedOn()),
                                maybe(random, p.withdrawnOn()),
                                random.nextInt(5) == 0 ? any(random, List.of(EndReason.values())) : p.endReason()));
        };
    }

    private static void assertLawful(String told, Participation after) {
        Progress p = after.progress();
        boolean came = p.state() == State.IN_TRAINING || p.state() == State.COMPLETED || p.state() == State.WITHDRAWN;
        assertThat(p.rejectedOn() != null).as(told).isEqualTo(p.state() == State.REJECTED);
        assertThat(p.cancelledOn() != null).as(told).isEqualTo(p.state() == State.CANCELLED);
        assertThat(p.noShowOn() != null).as(told).isEqualTo(p.state() == State.NO_SHOW);
        assertThat(p.arrivedOn() != null).as(told).isEqualTo(came);
        assertThat(p.completedOn() != null).as(told).isEqualTo(p.state() == State.COMPLETED);
        assertThat(p.withdrawnOn() != null).as(told).isEqualTo(p.state() == State.WITHDRAWN);
        if (came || p.state() == State.ACCEPTED || p.state() == State.NO_SHOW) {
            assertThat(p.acceptedOn()).as(told).isNotNull();
        }
        if (p.state() == State.NOMINATED || p.state() == State.REJECTED) {
            assertThat(p.acceptedOn()).as(told).isNull();
        }
        List<LocalDate> steps = Stream.of(
                        p.acceptedOn(),
                        p.arrivedOn(),
                        p.cancelledOn(),
                        p.noShowOn(),
                        p.completedOn(),
                        p.withdrawnOn(),
                        p.rejectedOn())
                .flatMap(Stream::ofNullable)
                .toList();
        assertThat(steps).as(told).isSorted().allMatch(day -> !day.isAfter(TODAY));
        assertThat(after.facts().sex() != null).as(told).isEqualTo(p.acceptedOn() != null);
        assertThat(after.facts().plannedStart() != null).as(told).isEqualTo(p.acceptedOn() != null);
        assertThat(p.endReason() == null)
                .as(told)
                .isEqualTo(!ENDS.contains(p.state())
                        || p.state() == State.COMPLETED
                        || (p.state() == State.WITHDRAWN && p.endReason() == null));
        assertThat(p.seatsExceededReason() == null || p.acceptedOn() != null)
                .as(told)
                .isTrue();
        assertThat(after.nomination().sendingCountry().value().equals("ZZ"))
                .as(told)
                .isEqualTo(after.nomination().sendingCountryReason() != null);
    }

    private static void assertFollows(
            String told, Participation before, DomainEvent<Participation> event, KnownRun run) {
        Participation after = event.after();
        assertThat(before.annulledOn()).as(told).isNull();
        assertThat(after.nomination().participantId())
                .as(told)
                .isEqualTo(before.nomination().participantId());
        if (ENDS.contains(before.progress().state())) {
            assertThat(after.progress().state())
                    .as(told)
                    .isEqualTo(before.progress().state());
        }
        if (event.name().equals("ParticipationAccepted")) {
            assertThat(run.programState()).as(told).isEqualTo("ADOPTED");
        }
        if (before.progress().acceptedOn() != null && !event.name().equals("ParticipationCorrected")) {
            assertThat(after.facts().sex()).as(told).isEqualTo(before.facts().sex());
            assertThat(after.nomination().sendingCountry())
                    .as(told)
                    .isEqualTo(before.nomination().sendingCountry());
        }
        if (before.progress().arrivedOn() != null) {
            assertThat(after.facts().plannedStart())
                    .as(told)
                    .isEqualTo(before.facts().plannedStart());
        }
        if (event.name().equals("ParticipationArrived")) {
            assertThat(after.progress().arrivedOn())
                    .as(told)
                    .isBetween(after.facts().plannedStart(), after.facts().plannedEnd());
        }
    }

    /** From the journal alone: each event's old values must be what was there, and its state is the next one. */
    private static Participation replayed(List<DomainEvent<Participation>> journal) throws JsonProcessingException {
        ObjectNode row = JSON.createObjectNode();
        for (DomainEvent<Participation> event : journal) {
            if (event.before() != null) {
                assertThat(JSON.<ObjectNode>valueToTree(event.before())).isEqualTo(row);
            }
            row = JSON.valueToTree(event.after());
        }
        return JSON.treeToValue(row, Participation.class);
    }

    private static @Nullable DomainEvent<Participation> tried(Supplier<DomainEvent<Participation>> command) {
        try {
            return command.get();
        } catch (Refusal refused) {
            return null;
        }
    }

    private static KnownRun run(Random random) {
        LocalDate first = LocalDate.of(2015, 9, 1).plusDays(random.nextInt(60));
        return new KnownRun(
                RUN,
                new UUID(2, 2),
                any(random, List.of("ADOPTED", "ADOPTED", "ADOPTED", "CANCELLED")),
                false,
                "SKK",
                first,
                first.plusDays(random.nextInt(120)),
                random.nextInt(3) == 0 ? null : 2,
                random.nextInt(3) == 0 ? Map.of() : Map.of("LA", 1));
    }

    private static TakenPlaces taken(Random random) {
        int all = random.nextInt(3);
        return new TakenPlaces(all, random.nextInt(all + 1), random.nextInt(6) == 0);
    }

    private static PersonFacts person(Random random) {
        return new PersonFacts(
                CountryCode.parse(country(random).replace("ZZ", "LA")),
                any(random, List.of(Sex.values())),
                random.nextInt(4) == 0 ? null : LocalDate.of(1950 + random.nextInt(50), 1, 1),
                any(random, List.of(OrganisationType.values())),
                any(random, List.of(Occupation.values())));
    }

    private static String country(Random random) {
        return any(random, List.of("LA", "LA", "VN", "ZZ"));
    }

    private static @Nullable SeatsExceededReason exceeding(Random random) {
        return random.nextBoolean() ? null : any(random, List.of(SeatsExceededReason.values()));
    }

    private static @Nullable LocalDate maybe(Random random, @Nullable LocalDate date) {
        return switch (random.nextInt(6)) {
            case 0 -> date == null && random.nextInt(4) > 0 ? null : day(random);
            case 1 -> random.nextInt(4) == 0 ? null : date;
            default -> date;
        };
    }

    private static @Nullable LocalDate some(Random random) {
        return random.nextInt(3) == 0 ? null : day(random);
    }

    // Mostly in the order in which they are asked for, so that many commands are taken.
    private static LocalDate day(Random random) {
        return LocalDate.of(2015, 8, 1).plusDays(random.nextInt(random.nextInt(260) + 1));
    }

    private static UUID id(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
