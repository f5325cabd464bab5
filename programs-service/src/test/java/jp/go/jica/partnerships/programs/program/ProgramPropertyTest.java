package jp.go.jica.partnerships.programs.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
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
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.Offices;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random commands on random programs: whatever is taken leaves a program in which every rule holds. The rules are written down
 * here once more, in other words than in the code. A failure names its seed; it then belongs into the list.
 */
class ProgramPropertyTest {

    private static final LocalDate TODAY = LocalDate.of(2016, 4, 1);
    private static final int COMMANDS = 40;
    private static final long[] FAILED_ONCE = {};
    private static final List<String> OFFICES = List.of("SKK", "KNS", "HYG", "OSK", "HKD-O", "YOK");

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(FAILED_ONCE), new Random().longs(200));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noSequenceOfCommandsReachesAStateThatARuleForbids(long seed) {
        Random random = new Random(seed);
        DomainEvent<Program> first = proposal(random);
        List<DomainEvent<Program>> journal = new ArrayList<>(List.of(first));
        Program program = first.after();
        for (int i = 0; i < COMMANDS; i++) {
            DomainEvent<Program> event = tried(command(program, random));
            if (event != null) {
                String told = "seed %d, command %d: %s".formatted(seed, i, event.name());
                assertThat(event.before()).as(told).isEqualTo(program);
                assertThat(event.after().version()).as(told).isEqualTo(program.version() + 1);
                assertLawful(told, program, event.after());
                journal.add(event);
                program = event.after();
            }
        }
        assertThat(replayed(journal)).as("seed %d", seed).isEqualTo(program);
    }

    @Test
    void everyStateIsReachedByTheCommandsThatAreTried() {
        Set<State> reached = EnumSet.noneOf(State.class);
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            Program program = proposal(random).after();
            for (int i = 0; i < COMMANDS; i++) {
                DomainEvent<Program> event = tried(command(program, random));
                program = event == null ? program : event.after();
                reached.add(program.progress().state());
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(State.values());
    }

    private static DomainEvent<Program> proposal(Random random) {
        while (true) {
            DomainEvent<Program> event = tried(() -> Program.propose(
                    id(random),
                    Stated.details(any(random, List.of("JPP-LG", "KCCP")), any(random, OFFICES), day(random)),
                    Instant.EPOCH,
                    TODAY));
            if (event != null) {
                return event;
            }
        }
    }

    private static Supplier<DomainEvent<Program>> command(Program program, Random random) {
        LocalDate day = day(random);
        return switch (random.nextInt(22)) {
            case 0, 1, 2 -> () -> program.adopt(day, TODAY);
            case 3 -> () -> random.nextInt(8) == 0 ? program.reject(day, "why", TODAY) : program.adopt(day, TODAY);
            case 4 -> () -> random.nextInt(8) == 0 ? program.withdraw(day, null, TODAY) : program.adopt(day, TODAY);
            case 5, 6 -> () -> program.contract(day, TODAY);
            case 7, 8 -> () -> program.start(day, TODAY);
            case 9 -> () -> program.suspend(day, "why", TODAY);
            case 10, 11 -> () -> program.resume(day, TODAY);
            case 12 -> () -> program.complete(day, TODAY);
            case 13 -> () -> random.nextInt(6) == 0 ? program.cancel(day, "why", TODAY) : program.complete(day, TODAY);
            case 14 -> () -> program.transfer(office(random), day, null, TODAY);
            case 15 ->
                () -> program.addRun(
                        id(random),
                        new NewRun(
                                any(random, List.of("1", "2", "3")), day, day.plusDays(random.nextInt(90)), null, null),
                        TODAY);
            case 16 ->
                () -> program.runs().isEmpty()
                        ? program.start(day, TODAY)
                        : program.reviseRun(
                                any(random, program.runs()).id(),
                                new RunDetails(
                                        any(random, List.of("1", "2", "3")), day, day.plusDays(9), null, List.of()),
                                TODAY);
            case 17 ->
                () -> program.addOutcome(
                        id(random), Stated.outcome(day.toString().substring(0, any(random, List.of(4, 7, 10)))), TODAY);
            case 18 -> () -> program.revise(changed(program.details(), random), TODAY);
            case 19, 20 -> () -> program.correct(corrected(program.uncorrected(), random), "why", TODAY);
            default -> () -> random.nextInt(10) == 0 ? program.annul("why", TODAY) : program.contract(day, TODAY);
        };
    }

    private static ProgramDetails changed(ProgramDetails details, Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Stated.with(details, "proposedOn", day(random).toString());
            case 1 -> Stated.with(details, "plannedStart", day(random).toString());
            case 2 -> Stated.with(details, "plannedEnd", day(random).toString());
            case 3 -> Stated.with(details, "scheme", any(random, List.of("JPP-LG", "KCCP")));
            default -> Stated.with(details, "leadOffice", any(random, OFFICES));
        };
    }

    private static Corrected corrected(Corrected wrong, Random random) {
        Progress p = wrong.progress();
        return switch (random.nextInt(4)) {
            case 0 -> {
                OfficeCode office = office(random);
                yield new Corrected(
                        wrong.details().ledBy(office),
                        Leadership.of(office).offices(),
                        p,
                        wrong.runs(),
                        wrong.outcomes());
            }
            case 1 -> {
                List<LeadOffice> led =
                        List.of(new LeadOffice(office(random), null), new LeadOffice(office(random), day(random)));
                yield new Corrected(wrong.details().ledBy(led.get(1).office()), led, p, wrong.runs(), wrong.outcomes());
            }
            case 2 ->
                new Corrected(
                        changed(wrong.details(), random).ledBy(wrong.details().leadOffice()),
                        wrong.leadOffices(),
                        p,
                        wrong.runs(),
                        wrong.outcomes());
            default ->
                new Corrected(
                        wrong.details(),
                        wrong.leadOffices(),
                        new Progress(
                                p.state(),
                                maybe(random, p.adoptedOn()),
                                p.rejectedOn(),
                                p.withdrawnOn(),
                                maybe(random, p.contractedOn()),
                                maybe(random, p.startedOn()),
                                p.suspensions(),
                                maybe(random, p.completedOn()),
                                maybe(random, p.cancelledOn())),
                        wrong.runs(),
                        wrong.outcomes());
        };
    }

    private static void assertLawful(String told, Program before, Program after) {
        Progress p = after.progress();
        List<LocalDate> steps = Stream.of(
                        Stream.of(after.details().proposedOn()),
                        Stream.ofNullable(p.adoptedOn()),
                        Stream.ofNullable(p.contractedOn()),
                        Stream.ofNullable(p.startedOn()),
                        p.suspensions().stream()
                                .flatMap(each -> Stream.concat(
                                        Stream.of(each.suspendedOn()), Stream.ofNullable(each.resumedOn()))),
                        Stream.ofNullable(p.completedOn()),
                        Stream.ofNullable(p.cancelledOn()),
                        Stream.ofNullable(p.rejectedOn()),
                        Stream.ofNullable(p.withdrawnOn()))
                .flatMap(each -> each)
                .toList();
        assertThat(steps).as(told).isSorted();
        assertThat(steps.subList(1, steps.size())).as(told).allMatch(day -> !day.isAfter(TODAY));
        boolean started =
                EnumSet.of(State.IMPLEMENTING, State.SUSPENDED, State.COMPLETED).contains(p.state());
        assertThat(p.startedOn() != null).as(told).isEqualTo(started || cancelledAfterStart(p));
        assertThat(p.completedOn() != null).as(told).isEqualTo(p.state() == State.COMPLETED);
        assertThat(p.cancelledOn() != null).as(told).isEqualTo(p.state() == State.CANCELLED);
        assertThat(p.rejectedOn() != null).as(told).isEqualTo(p.state() == State.REJECTED);
        assertThat(p.withdrawnOn() != null).as(told).isEqualTo(p.state() == State.WITHDRAWN);
        if (p.startedOn() != null) {
            assertThat(p.adoptedOn()).as(told).isNotNull();
            assertThat(p.contractedOn() != null
                            || after.details().scheme().value().equals("KCCP"))
                    .as(told)
                    .isTrue();
        }
        assertThat(p.suspensions().stream()
                        .filter(each -> each.resumedOn() == null)
                        .count())
                .as(told)
                .isLessThanOrEqualTo(p.state() == State.SUSPENDED || p.state() == State.CANCELLED ? 1 : 0);
        assertThat(after.leadOffices().get(after.leadOffices().size() - 1).office())
                .as(told)
                .isEqualTo(after.details().leadOffice());
        assertThat(after.leadOffices())
                .as(told)
                .allMatch(each -> Offices.of(each.office()).canLead());
        if (p.adoptedOn() != null) {
            OfficeCode led = after.leadOffices().get(0).office();
            for (LeadOffice each : after.leadOffices()) {
                if (each.from() != null && each.from().compareTo(p.adoptedOn()) <= 0) {
                    led = each.office();
                }
            }
            assertThat(Offices.of(led).validOn(p.adoptedOn())).as(told).isTrue();
        }
        assertThat(after.runs().stream().map(run -> run.details().runCode()))
                .as(told)
                .doesNotHaveDuplicates();
        assertThat(after.runs())
                .as(told)
                .allMatch(run -> !run.details()
                                .plannedStart()
                                .isBefore(after.details().plannedStart())
                        && !run.details().plannedEnd().isAfter(after.details().plannedEnd()));
        assertThat(before.annulledOn()).as(told).isNull();
        if (EnumSet.of(State.COMPLETED, State.REJECTED, State.WITHDRAWN, State.CANCELLED)
                .contains(before.progress().state())) {
            assertThat(p.state()).as(told).isEqualTo(before.progress().state());
        }
    }

    private static boolean cancelledAfterStart(Progress p) {
        return p.state() == State.CANCELLED && p.startedOn() != null;
    }

    /** From the journal alone: each event's old values must be what was there, and its state is the next one. */
    private static Program replayed(List<DomainEvent<Program>> journal) {
        ObjectNode row = Stated.JSON.createObjectNode();
        for (DomainEvent<Program> event : journal) {
            ObjectNode after = Stated.json(event.after());
            if (event.before() != null) {
                assertThat(Stated.json(event.before())).isEqualTo(row);
            }
            row = after;
        }
        return Stated.read(row);
    }

    private static @Nullable DomainEvent<Program> tried(Supplier<DomainEvent<Program>> command) {
        try {
            return command.get();
        } catch (Refusal refused) {
            return null;
        }
    }

    private static @Nullable LocalDate maybe(Random random, @Nullable LocalDate date) {
        return switch (random.nextInt(4)) {
            case 0 -> day(random);
            case 1 -> random.nextInt(6) == 0 ? null : date;
            default -> date;
        };
    }

    // Mostly in the order in which they are asked for, so that many commands are taken.
    private static LocalDate day(Random random) {
        return LocalDate.of(2012, 1, 1).plusDays(random.nextInt(random.nextInt(1_600) + 1));
    }

    private static OfficeCode office(Random random) {
        return OfficeCode.parse(any(random, OFFICES));
    }

    private static UUID id(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    @Test
    void whatWasWrittenBeforeOfficesWereDatedCanStillBeRead() {
        ObjectNode old = Stated.json(proposal(new Random(1)).after());
        old.remove(List.of("leadOffices", "outcomes", "suspensions", "relatedPrograms", "seats"));
        Map<String, Object> read = new HashMap<>();
        Stated.json(Stated.read(old)).properties().forEach(field -> read.put(field.getKey(), field.getValue()));
        assertThat(read).containsKeys("leadOffices", "outcomes", "suspensions");
        assertThat(Stated.read(old).leadOffices()).hasSize(1);
    }
}
