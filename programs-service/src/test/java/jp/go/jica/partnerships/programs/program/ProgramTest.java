package jp.go.jica.partnerships.programs.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.BilingualText;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import jp.go.jica.partnerships.referencedata.SchemeCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ProgramTest {

    private static final LocalDate TODAY = LocalDate.of(2016, 4, 1);
    private static final UUID ID = new UUID(0, 1);

    private final Program proposed = propose("JPP-LG", "SKK").after();
    private final Program adopted =
            proposed.adopt(LocalDate.of(2015, 9, 1), TODAY).after();
    private final Program contracted =
            adopted.contract(LocalDate.of(2015, 9, 20), TODAY).after();
    private final Program implementing =
            contracted.start(LocalDate.of(2015, 10, 1), TODAY).after();
    private final Program completed =
            implementing.complete(LocalDate.of(2016, 3, 31), TODAY).after();

    @Test
    void eachStepIsOneVersionAndOneEventThatKnowsTheStateBefore() {
        DomainEvent<Program> event = proposed.adopt(LocalDate.of(2015, 9, 1), TODAY);
        assertThat(event.name()).isEqualTo("ProgramAdopted");
        assertThat(event.before()).isEqualTo(proposed);
        assertThat(event.after().version()).isEqualTo(2);
        assertThat(completed.version()).isEqualTo(5);
    }

    @Test
    void aProgramCanBeAdoptedOnceOnly() {
        refused("program-not-proposed", () -> adopted.adopt(LocalDate.of(2015, 9, 2), TODAY));
    }

    @Test
    void aProjectIsContractedBeforeItStartsButACourseNeedsNoContract() {
        refused("program-not-contracted", () -> adopted.start(LocalDate.of(2015, 10, 1), TODAY));
        Program course = propose("KCCP", "TIC").after();
        Program started = course.adopt(LocalDate.of(2015, 9, 1), TODAY)
                .after()
                .start(LocalDate.of(2015, 10, 1), TODAY)
                .after();
        assertThat(started.state()).isEqualTo(State.IMPLEMENTING);
    }

    @Test
    void stepsAreInTheOrderOfTheirDatesAndNoneIsStillToCome() {
        refused("dates-out-of-order", () -> proposed.adopt(LocalDate.of(2015, 5, 31), TODAY));
        refused("dates-out-of-order", () -> adopted.contract(LocalDate.of(2015, 8, 31), TODAY));
        refused("dates-out-of-order", () -> contracted.start(LocalDate.of(2015, 9, 19), TODAY));
        refused("dates-out-of-order", () -> implementing.complete(LocalDate.of(2015, 9, 30), TODAY));
        refused("date-in-future", () -> implementing.complete(TODAY.plusDays(1), TODAY));
        assertThat(implementing.complete(TODAY, TODAY).after().completedOn()).isEqualTo(TODAY);
    }

    @Test
    void theLeadOfficeExistedOnTheDayOfTheAdoption() {
        Program hyogo = propose("KCCP", "HYG").after();
        refused("office-not-valid", () -> hyogo.adopt(LocalDate.of(2015, 9, 1), TODAY));
        Program kansai = Program.propose(ID, details("KCCP", "KNS", LocalDate.of(2012, 1, 1)), Instant.EPOCH)
                .after();
        refused("office-not-valid", () -> kansai.adopt(LocalDate.of(2012, 3, 31), TODAY));
        assertThat(kansai.adopt(LocalDate.of(2012, 4, 1), TODAY).after().state())
                .isEqualTo(State.ADOPTED);
    }

    @Test
    void nothingChangesAfterCompletion() {
        refused("program-completed", () -> completed.revise(completed.details()));
        refused("program-completed", () -> completed.addRun(new UUID(0, 2), run("1", "2015-10-05", "2015-11-20")));
    }

    @Test
    void aRevisionMayNotLeaveRunsOutsideNorMoveTheLeadOfficeOfAnAdoptedProgram() {
        Program withRun = proposed.addRun(new UUID(0, 2), run("1", "2015-10-05", "2018-09-30"))
                .after();
        ProgramDetails shorter = withEnd(withRun.details(), LocalDate.of(2018, 9, 29));
        refused("run-outside-program", () -> withRun.revise(shorter));
        refused("lead-office-settled", () -> adopted.revise(details("JPP-LG", "TIC", LocalDate.of(2015, 6, 1))));
    }

    @Test
    void runCodesDoNotRepeatWithinAProgram() {
        Program withRun = proposed.addRun(new UUID(0, 2), run("1", "2015-10-05", "2015-11-20"))
                .after();
        refused("duplicate", () -> withRun.addRun(new UUID(0, 3), run("1", "2016-10-05", "2016-11-20")));
        assertThat(withRun.reviseRun(new UUID(0, 2), run("1", "2016-10-05", "2016-11-20"))
                        .after()
                        .runs())
                .hasSize(1);
    }

    @Test
    void seatsPerCountryFitIntoTheCapacity() {
        var over = new RunDetails(
                "1",
                LocalDate.of(2015, 10, 5),
                LocalDate.of(2015, 11, 20),
                1,
                List.of(new RunDetails.Seats(jp.go.jica.partnerships.referencedata.CountryCode.parse("LA"), 2)));
        refused("seats-over-capacity", () -> proposed.addRun(new UUID(0, 2), over));
    }

    private static void refused(String code, ThrowingCallable command) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(command)
                .satisfies(refusal -> assertThat(refusal.violations())
                        .extracting(Refusal.Violation::code)
                        .containsExactly(code));
    }

    private static DomainEvent<Program> propose(String scheme, String office) {
        return Program.propose(ID, details(scheme, office, LocalDate.of(2015, 6, 1)), Instant.EPOCH);
    }

    private static ProgramDetails details(String scheme, String office, LocalDate proposedOn) {
        return new ProgramDetails(
                "P-1",
                new BilingualText("Fans", "うちわ"),
                SchemeCode.parse(scheme),
                null,
                OfficeCode.parse(office),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                List.of(new Partner(LocalGovernmentCode.parse("372021"), null, Partner.Role.IMPLEMENTING)),
                List.of(),
                null,
                List.of(),
                null,
                proposedOn,
                LocalDate.of(2015, 10, 1),
                LocalDate.of(2018, 9, 30));
    }

    private static ProgramDetails withEnd(ProgramDetails d, LocalDate end) {
        return new ProgramDetails(
                d.programCode(),
                d.title(),
                d.scheme(),
                d.kind(),
                d.leadOffice(),
                d.cooperatingOffices(),
                d.facility(),
                d.countries(),
                d.sectors(),
                d.thematicField(),
                d.partners(),
                d.agreementIds(),
                d.delivery(),
                d.sdgGoals(),
                d.notes(),
                d.proposedOn(),
                d.plannedStart(),
                end);
    }

    private static RunDetails run(String code, String start, String end) {
        return new RunDetails(code, LocalDate.parse(start), LocalDate.parse(end), null, List.of());
    }
}
