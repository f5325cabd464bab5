package jp.go.jica.partnerships.programs.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.conventions.Warning;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.OfficeCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
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
        assertThat(started.progress().state()).isEqualTo(State.IMPLEMENTING);
    }

    @Test
    void stepsAreInTheOrderOfTheirDatesAndNoneIsStillToCome() {
        refused("dates-out-of-order", () -> proposed.adopt(LocalDate.of(2015, 5, 31), TODAY));
        refused("dates-out-of-order", () -> adopted.contract(LocalDate.of(2015, 8, 31), TODAY));
        refused("dates-out-of-order", () -> contracted.start(LocalDate.of(2015, 9, 19), TODAY));
        refused("dates-out-of-order", () -> implementing.complete(LocalDate.of(2015, 9, 30), TODAY));
        refused("date-in-future", () -> implementing.complete(TODAY.plusDays(1), TODAY));
        assertThat(implementing.complete(TODAY, TODAY).after().progress().completedOn())
                .isEqualTo(TODAY);
    }

    @Test
    void theLeadOfficeExistedOnTheDayOfTheAdoption() {
        Program hyogo = propose("KCCP", "HYG").after();
        refused("office-not-valid", () -> hyogo.adopt(LocalDate.of(2015, 9, 1), TODAY));
        Program kansai = Program.propose(ID, details("KCCP", "KNS", LocalDate.of(2012, 1, 1)), Instant.EPOCH, TODAY)
                .after();
        refused("office-not-valid", () -> kansai.adopt(LocalDate.of(2012, 3, 31), TODAY));
        assertThat(kansai.adopt(LocalDate.of(2012, 4, 1), TODAY)
                        .after()
                        .progress()
                        .state())
                .isEqualTo(State.ADOPTED);
    }

    @Test
    void nothingChangesAfterCompletion() {
        refused("program-completed", () -> completed.revise(completed.details(), TODAY));
        refused(
                "program-completed",
                () -> completed.addRun(new UUID(0, 2), run("1", "2015-10-05", "2015-11-20"), TODAY));
    }

    @Test
    void aRevisionMayNotLeaveRunsOutsideNorMoveTheLeadOfficeOfAnAdoptedProgram() {
        Program withRun = proposed.addRun(new UUID(0, 2), run("1", "2015-10-05", "2018-09-30"), TODAY)
                .after();
        ProgramDetails shorter = Stated.with(withRun.details(), "plannedEnd", "2018-09-29");
        refused("run-outside-program", () -> withRun.revise(shorter, TODAY));
        refused("lead-office-settled", () -> adopted.revise(details("JPP-LG", "TIC", LocalDate.of(2015, 6, 1)), TODAY));
    }

    @Test
    void runCodesDoNotRepeatWithinAProgram() {
        Program withRun = proposed.addRun(new UUID(0, 2), run("1", "2015-10-05", "2015-11-20"), TODAY)
                .after();
        refused("duplicate", () -> withRun.addRun(new UUID(0, 3), run("1", "2016-10-05", "2016-11-20"), TODAY));
        assertThat(withRun.reviseRun(new UUID(0, 2), revised("1", "2016-10-05", "2016-11-20"), TODAY)
                        .after()
                        .runs())
                .hasSize(1);
    }

    @Test
    void seatsPerCountryFitIntoTheCapacity() {
        var over = new NewRun(
                "1",
                LocalDate.of(2015, 10, 5),
                LocalDate.of(2015, 11, 20),
                1,
                List.of(new Seats(CountryCode.parse("LA"), 2)));
        refused("seats-over-capacity", () -> proposed.addRun(new UUID(0, 2), over, TODAY));
    }

    @Test
    void aProposalIsAdoptedOrRejectedOrTakenBackAndThatIsTheEndOfItUnlessItIsAdopted() {
        Program rejected =
                proposed.reject(LocalDate.of(2015, 9, 1), "no budget", TODAY).after();
        Program withdrawn =
                proposed.withdraw(LocalDate.of(2015, 9, 1), null, TODAY).after();
        for (Program ended : List.of(rejected, withdrawn)) {
            refused("program-not-proposed", () -> ended.adopt(LocalDate.of(2015, 9, 2), TODAY));
            refused("program-ended", () -> ended.cancel(LocalDate.of(2015, 9, 2), "why", TODAY));
            refused("program-ended", () -> ended.revise(ended.details(), TODAY));
            refused("program-ended", () -> ended.addOutcome(new UUID(0, 5), Stated.outcome("2016"), TODAY));
        }
        refused("program-not-proposed", () -> adopted.reject(LocalDate.of(2015, 9, 2), "why", TODAY));
        refused("program-not-proposed", () -> adopted.withdraw(LocalDate.of(2015, 9, 2), null, TODAY));
        assertThat(proposed.reject(LocalDate.of(2015, 9, 1), "no budget", TODAY).reason())
                .isEqualTo("no budget");
    }

    @Test
    void aProgramStandsStillAndGoesOnAsOftenAsNeeded() {
        Program suspended =
                implementing.suspend(LocalDate.of(2015, 11, 1), "flood", TODAY).after();
        refused("program-not-implementing", () -> suspended.complete(LocalDate.of(2016, 3, 31), TODAY));
        refused("dates-out-of-order", () -> suspended.resume(LocalDate.of(2015, 10, 31), TODAY));
        Program resumed = suspended.resume(LocalDate.of(2015, 12, 1), TODAY).after();
        assertThat(resumed.progress().suspensions())
                .containsExactly(new Suspension(LocalDate.of(2015, 11, 1), LocalDate.of(2015, 12, 1)));
        refused("dates-out-of-order", () -> resumed.suspend(LocalDate.of(2015, 11, 30), "again", TODAY));
        Program again =
                resumed.suspend(LocalDate.of(2016, 1, 4), "again", TODAY).after();
        assertThat(again.resume(LocalDate.of(2016, 1, 5), TODAY)
                        .after()
                        .complete(LocalDate.of(2016, 3, 31), TODAY)
                        .after()
                        .progress()
                        .suspensions())
                .hasSize(2);
    }

    @Test
    void aProgramIsCancelledFromAnyStateBeforeItsCompletion() {
        Program suspended =
                implementing.suspend(LocalDate.of(2015, 11, 1), "flood", TODAY).after();
        for (Program program : List.of(proposed, adopted, contracted, implementing, suspended)) {
            Program cancelled =
                    program.cancel(LocalDate.of(2016, 1, 1), "coup", TODAY).after();
            assertThat(cancelled.progress().state()).isEqualTo(State.CANCELLED);
            refused("program-ended", () -> cancelled.cancel(LocalDate.of(2016, 1, 2), "twice", TODAY));
            refused(
                    "program-ended",
                    () -> cancelled.addRun(new UUID(0, 2), run("1", "2015-10-05", "2015-11-20"), TODAY));
        }
        refused("program-ended", () -> completed.cancel(LocalDate.of(2016, 4, 1), "late", TODAY));
        refused("dates-out-of-order", () -> adopted.cancel(LocalDate.of(2015, 8, 31), "early", TODAY));
    }

    @Test
    void aTransferChangesTheLeadOfficeFromItsDayOnAndNothingBefore() {
        Program hyogo = Program.propose(ID, details("KCCP", "HYG", LocalDate.of(2010, 1, 1)), Instant.EPOCH, TODAY)
                .after();
        Program adoptedByHyogo = hyogo.adopt(LocalDate.of(2012, 3, 31), TODAY).after();
        Program kansai = adoptedByHyogo
                .transfer(OfficeCode.parse("KNS"), LocalDate.of(2012, 4, 1), null, TODAY)
                .after();
        assertThat(kansai.details().leadOffice()).isEqualTo(OfficeCode.parse("KNS"));
        Leadership led = new Leadership(kansai.leadOffices());
        assertThat(led.on(LocalDate.of(2012, 3, 31))).isEqualTo(OfficeCode.parse("HYG"));
        assertThat(led.on(LocalDate.of(2012, 4, 1))).isEqualTo(OfficeCode.parse("KNS"));
        refused(
                "office-not-valid",
                () -> adoptedByHyogo.transfer(OfficeCode.parse("KNS"), LocalDate.of(2012, 3, 31), null, TODAY));
        refused(
                "office-cannot-lead",
                () -> kansai.transfer(OfficeCode.parse("HKD-O"), LocalDate.of(2013, 4, 1), null, TODAY));
        refused(
                "office-unchanged",
                () -> kansai.transfer(OfficeCode.parse("KNS"), LocalDate.of(2013, 4, 1), null, TODAY));
        refused(
                "dates-out-of-order",
                () -> kansai.transfer(OfficeCode.parse("SKK"), LocalDate.of(2012, 4, 1), null, TODAY));
        refused("date-in-future", () -> kansai.transfer(OfficeCode.parse("SKK"), TODAY.plusDays(1), null, TODAY));
        refused("program-completed", () -> completed.transfer(OfficeCode.parse("TIC"), TODAY, null, TODAY));
    }

    @Test
    void aCorrectionPutsRightWhatIsWrongAlsoAfterTheEndButLeavesTheState() {
        Corrected asItIs = completed.uncorrected();
        Progress later = withAdoption(asItIs.progress(), LocalDate.of(2015, 9, 2));
        DomainEvent<Program> event = completed.correct(
                new Corrected(
                        asItIs.details().ledBy(OfficeCode.parse("TIC")),
                        Leadership.of(OfficeCode.parse("TIC")).offices(),
                        later,
                        asItIs.runs(),
                        asItIs.outcomes()),
                "slip of the pen",
                TODAY);
        assertThat(event.name()).isEqualTo("ProgramCorrected");
        assertThat(event.reason()).isEqualTo("slip of the pen");
        assertThat(event.after().progress().adoptedOn()).isEqualTo(LocalDate.of(2015, 9, 2));
        assertThat(event.after().progress().state()).isEqualTo(State.COMPLETED);
        assertThat(event.after().leadOffices()).containsExactly(new LeadOffice(OfficeCode.parse("TIC"), null));
        refused("dates-out-of-order", () -> correctedAdoption(LocalDate.of(2015, 9, 21)));
        refused("date-not-of-state", () -> correctedAdoption(null));
        refused(
                "runs-not-those",
                () -> completed.correct(
                        new Corrected(
                                asItIs.details(),
                                asItIs.leadOffices(),
                                asItIs.progress(),
                                List.of(new Run(ID, revised("1", "2015-10-05", "2015-11-20"))),
                                asItIs.outcomes()),
                        "why",
                        TODAY));
    }

    private Program correctedAdoption(@Nullable LocalDate on) {
        Corrected asItIs = completed.uncorrected();
        return completed
                .correct(
                        new Corrected(
                                asItIs.details(),
                                asItIs.leadOffices(),
                                withAdoption(asItIs.progress(), on),
                                asItIs.runs(),
                                asItIs.outcomes()),
                        "why",
                        TODAY)
                .after();
    }

    private static Progress withAdoption(Progress p, @Nullable LocalDate on) {
        return new Progress(
                p.state(),
                on,
                null,
                null,
                p.contractedOn(),
                p.startedOn(),
                p.suspensions(),
                p.completedOn(),
                p.cancelledOn());
    }

    @Test
    void whatWasEnteredInErrorIsAnnulledOnceAndThenNeverChanges() {
        Program annulled = completed.annul("entered twice", TODAY).after();
        assertThat(annulled.annulledOn()).isEqualTo(TODAY);
        assertThat(annulled.progress()).isEqualTo(completed.progress());
        refused("program-annulled", () -> annulled.annul("again", TODAY));
        refused("program-annulled", () -> annulled.correct(annulled.uncorrected(), "why", TODAY));
        refused("program-annulled", () -> annulled.addOutcome(new UUID(0, 5), Stated.outcome("2016"), TODAY));
    }

    @Test
    void outcomesComeYearsLaterAndTheirDayNeedNotBeKnown() {
        Program withOutcomes = completed
                .addOutcome(new UUID(0, 5), Stated.outcome("2009"), TODAY)
                .after()
                .addOutcome(new UUID(0, 6), Stated.outcome("2016-04"), TODAY)
                .after();
        assertThat(withOutcomes.outcomes()).hasSize(2);
        refused("date-in-future", () -> completed.addOutcome(new UUID(0, 7), Stated.outcome("2016-05"), TODAY));
        refused("unreadable-value", () -> completed.addOutcome(new UUID(0, 7), Stated.outcome("0000"), TODAY));
    }

    @Test
    void aWithdrawnSectorWarnsAndOneThatIsNotThereYetIsRefused() {
        ProgramDetails before2018 = details("KCCP", "KNS", LocalDate.of(2015, 6, 1));
        assertThat(Stated.with(before2018, "sectors", List.of(Map.of("code", "74010")))
                        .warnings())
                .isEmpty();
        refused(
                "code-not-valid",
                () -> Stated.with(
                                Stated.with(before2018, "sectors", List.of(Map.of("code", "43060"))),
                                "plannedEnd",
                                "2017-12-31")
                        .check());
        ProgramDetails after2018 = Stated.with(
                Stated.with(before2018, "sectors", List.of(Map.of("code", "74010"))), "plannedStart", "2018-01-01");
        after2018.check();
        assertThat(after2018.warnings())
                .extracting(Warning::pointer, Warning::code)
                .containsExactly(tuple("/sectors/0/code", "sector-withdrawn"));
    }

    @Test
    void newRunsHaveThePlacesOfTheProgramUnlessTheySayOtherwise() {
        ProgramDetails stated = Stated.with(
                Stated.with(proposed.details(), "capacity", 20), "seats", List.of(Map.of("country", "LA", "seats", 2)));
        Program program = proposed.revise(stated, TODAY).after();
        Program withRuns = program.addRun(new UUID(0, 2), run("1", "2015-10-05", "2015-11-20"), TODAY)
                .after()
                .addRun(
                        new UUID(0, 3),
                        new NewRun("2", LocalDate.of(2015, 10, 5), LocalDate.of(2015, 11, 20), 5, List.of()),
                        TODAY)
                .after();
        assertThat(withRuns.runs())
                .extracting(
                        run -> run.details().capacity(),
                        run -> run.details().seats().size())
                .containsExactly(tuple(20, 1), tuple(5, 0));
    }

    private static void refused(String code, ThrowingCallable command) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(command)
                .satisfies(refusal -> assertThat(refusal.violations())
                        .extracting(Refusal.Violation::code)
                        .containsExactly(code));
    }

    private static DomainEvent<Program> propose(String scheme, String office) {
        return Program.propose(ID, details(scheme, office, LocalDate.of(2015, 6, 1)), Instant.EPOCH, TODAY);
    }

    private static ProgramDetails details(String scheme, String office, LocalDate proposedOn) {
        return Stated.details(scheme, office, proposedOn);
    }

    private static NewRun run(String code, String start, String end) {
        return new NewRun(code, LocalDate.parse(start), LocalDate.parse(end), null, null);
    }

    private static RunDetails revised(String code, String start, String end) {
        return new RunDetails(code, LocalDate.parse(start), LocalDate.parse(end), null, List.of());
    }
}
