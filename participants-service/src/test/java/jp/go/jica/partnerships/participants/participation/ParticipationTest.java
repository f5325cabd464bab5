package jp.go.jica.partnerships.participants.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import jp.go.jica.partnerships.conventions.ProblemType;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.participants.participant.Occupation;
import jp.go.jica.partnerships.participants.participant.OrganisationType;
import jp.go.jica.partnerships.participants.participant.PersonFacts;
import jp.go.jica.partnerships.participants.participant.Sex;
import jp.go.jica.partnerships.participants.programreplica.KnownRun;
import jp.go.jica.partnerships.referencedata.CountryCode;
import jp.go.jica.partnerships.referencedata.LocalGovernmentCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of a participation, by its rules. */
class ParticipationTest {

    private static final LocalDate TODAY = LocalDate.parse("2016-03-31");
    private static final LocalDate ACCEPTED_ON = LocalDate.parse("2015-08-20");
    private static final LocalDate FIRST_DAY = LocalDate.parse("2015-10-05");
    private static final LocalDate LAST_DAY = LocalDate.parse("2015-11-20");
    private static final Instant NOW = Instant.parse("2016-03-31T00:00:00Z");
    private static final CountryCode LAOS = CountryCode.parse("LA");
    private static final TakenPlaces NONE_TAKEN = new TakenPlaces(0, 0, false);
    private static final KnownRun RUN = run("ADOPTED", null, Map.of());
    private static final PersonFacts PERSON = new PersonFacts(
            CountryCode.parse("VN"),
            Sex.F,
            LocalDate.parse("1985-10-05"),
            OrganisationType.GOVERNMENT,
            Occupation.ENGINEER);

    private static KnownRun run(String programState, @Nullable Integer capacity, Map<String, Integer> seats) {
        return new KnownRun(
                new UUID(1, 1), new UUID(2, 2), programState, false, "SKK", FIRST_DAY, LAST_DAY, capacity, seats);
    }

    private static Nomination nomination(String country, @Nullable SendingCountryReason reason) {
        return new Nomination(
                new UUID(3, 3), RUN.id(), RUN.programId(), CountryCode.parse(country), reason, Term.SHORT, List.of());
    }

    private static Participation nominated() {
        return nominated(nomination("LA", null));
    }

    private static Participation nominated(Nomination nomination) {
        return Participation.nominate(new UUID(4, 4), nomination, null, RUN, NOW)
                .after();
    }

    private static Participation accepted() {
        return nominated()
                .accept(ACCEPTED_ON, null, RUN, PERSON, NONE_TAKEN, TODAY)
                .after();
    }

    private static Participation inTraining() {
        return accepted().arrive(FIRST_DAY, RUN, TODAY).after();
    }

    private static DomainEvent<Participation> recorded(Progress.Past told) {
        return Participation.recordPast(
                new UUID(4, 4), nomination("LA", null), null, told, null, RUN, PERSON, NONE_TAKEN, NOW, TODAY);
    }

    private static Progress.Past dates(
            @Nullable String accepted,
            @Nullable String arrived,
            @Nullable String completed,
            @Nullable String withdrawn) {
        return new Progress.Past(date(accepted), date(arrived), date(completed), date(withdrawn));
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static void refused(ProblemType type, String code, ThrowingCallable attempt) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(attempt).satisfies(refusal -> {
            assertThat(refusal.type()).isEqualTo(type);
            assertThat(refusal.violations()).extracting(Refusal.Violation::code).containsExactly(code);
        });
    }

    private static void ruleBroken(String code, ThrowingCallable attempt) {
        refused(ProblemType.BROKEN_RULE, code, attempt);
    }

    private static void conflict(String code, ThrowingCallable attempt) {
        refused(ProblemType.STATE_CONFLICT, code, attempt);
    }

    @Test
    void aNominationCopiesNothingOfThePersonYet() {
        DomainEvent<Participation> event =
                Participation.nominate(new UUID(4, 4), nomination("LA", null), null, RUN, NOW);
        assertThat(event.name()).isEqualTo("ParticipationNominated");
        assertThat(event.after().progress().state()).isEqualTo(State.NOMINATED);
        assertThat(event.after().facts()).isEqualTo(CopiedFacts.NONE_YET);
    }

    @Test
    void eachStepIsOneEventThatFollowsTheOneBefore() {
        var acceptance = nominated().accept(ACCEPTED_ON, null, RUN, PERSON, NONE_TAKEN, TODAY);
        var arrival = acceptance.after().arrive(FIRST_DAY, RUN, TODAY);
        var completion = arrival.after().complete(LAST_DAY, RUN, TODAY);
        assertThat(List.of(acceptance.name(), arrival.name(), completion.name()))
                .containsExactly("ParticipationAccepted", "ParticipationArrived", "ParticipationCompleted");
        assertThat(completion.after().version()).isEqualTo(4);
        assertThat(completion.after().progress().state()).isEqualTo(State.COMPLETED);
        assertThat(completion.after().progress().acceptedOn()).isEqualTo(ACCEPTED_ON);
        assertThat(completion.after().progress().arrivedOn()).isEqualTo(FIRST_DAY);
        assertThat(completion.after().progress().completedOn()).isEqualTo(LAST_DAY);
    }

    @Test
    void acceptanceCopiesThePersonAndTheRunAsTheyAreThen() {
        assertThat(accepted().facts())
                .isEqualTo(new CopiedFacts(
                        CountryCode.parse("VN"),
                        Sex.F,
                        AgeBand.FROM_30_TO_39,
                        OrganisationType.GOVERNMENT,
                        Occupation.ENGINEER,
                        FIRST_DAY,
                        LAST_DAY));
    }

    @Test
    void whoIsInTrainingMayLeaveBeforeTheEnd() {
        var withdrawal = inTraining().withdraw(FIRST_DAY, EndReason.PERFORMANCE, RUN, TODAY);
        assertThat(withdrawal.name()).isEqualTo("ParticipationWithdrawn");
        assertThat(withdrawal.after().progress().state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void noStepIsTakenTwiceOrOutOfTurn() {
        conflict(
                "participation-not-nominated",
                () -> accepted().accept(ACCEPTED_ON, null, RUN, PERSON, NONE_TAKEN, TODAY));
        conflict("participation-not-accepted", () -> nominated().arrive(FIRST_DAY, RUN, TODAY));
        conflict("participation-not-accepted", () -> inTraining().arrive(FIRST_DAY, RUN, TODAY));
        conflict("participation-not-in-training", () -> accepted().complete(LAST_DAY, RUN, TODAY));
        conflict("participation-not-in-training", () -> accepted().withdraw(LAST_DAY, null, RUN, TODAY));
        conflict(
                "participation-not-in-training",
                () -> inTraining().complete(LAST_DAY, RUN, TODAY).after().withdraw(LAST_DAY, null, RUN, TODAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROPOSED", "REJECTED", "WITHDRAWN", "CANCELLED", "NEVER_HEARD_OF"})
    void nobodyIsAcceptedIntoAProgramThatIsNotAdopted(String state) {
        KnownRun run = run(state, null, Map.of());
        conflict("program-not-adopted", () -> nominated().accept(ACCEPTED_ON, null, run, PERSON, NONE_TAKEN, TODAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADOPTED", "CONTRACTED", "IMPLEMENTING", "COMPLETED"})
    void acceptancesOfAnAdoptedProgramCanBeEnteredAlsoWhenItIsOver(String state) {
        KnownRun run = run(state, null, Map.of());
        assertThat(nominated()
                        .accept(ACCEPTED_ON, null, run, PERSON, NONE_TAKEN, TODAY)
                        .after()
                        .progress()
                        .state())
                .isEqualTo(State.ACCEPTED);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"20,19,0,true", "20,20,0,false", "-,5000,1,true", "-,2,2,false", "0,0,0,false"})
    void placesOfTheRunAndSeatsOfTheCountryAreNotExceeded(
            @Nullable Integer capacity, int taken, int takenByLaos, boolean fits) {
        KnownRun run = run("ADOPTED", capacity, Map.of("LA", 2));
        var places = new TakenPlaces(taken, takenByLaos, false);
        if (fits) {
            assertThat(nominated().accept(ACCEPTED_ON, null, run, PERSON, places, TODAY))
                    .isNotNull();
        } else {
            ruleBroken("no-seat-left", () -> nominated().accept(ACCEPTED_ON, null, run, PERSON, places, TODAY));
        }
    }

    @Test
    void aCountryWithoutSeatsOfItsOwnIsBoundByTheCapacityOnly() {
        KnownRun run = run("ADOPTED", 20, Map.of("VN", 0));
        assertThat(nominated().accept(ACCEPTED_ON, null, run, PERSON, new TakenPlaces(19, 19, false), TODAY))
                .isNotNull();
    }

    @Test
    void nothingHappensInTheFuture() {
        LocalDate tomorrow = TODAY.plusDays(1);
        ruleBroken("date-in-future", () -> nominated().accept(tomorrow, null, RUN, PERSON, NONE_TAKEN, TODAY));
        ruleBroken("date-in-future", () -> accepted().arrive(LAST_DAY, RUN, FIRST_DAY));
        ruleBroken("date-in-future", () -> inTraining().complete(LAST_DAY, RUN, FIRST_DAY));
    }

    @Test
    void datesStandInOrderAndWithinTheRun() {
        Participation late = nominated()
                .accept(FIRST_DAY.plusDays(3), null, RUN, PERSON, NONE_TAKEN, TODAY)
                .after();
        ruleBroken("dates-out-of-order", () -> late.arrive(FIRST_DAY, RUN, TODAY));
        ruleBroken("date-outside-run", () -> accepted().arrive(FIRST_DAY.minusDays(1), RUN, TODAY));
        ruleBroken("date-outside-run", () -> accepted().arrive(LAST_DAY.plusDays(1), RUN, TODAY));
        ruleBroken("dates-out-of-order", () -> inTraining().complete(FIRST_DAY.minusDays(1), RUN, TODAY));
        ruleBroken("date-outside-run", () -> inTraining().complete(LAST_DAY.plusDays(1), RUN, TODAY));
        ruleBroken("date-outside-run", () -> inTraining().withdraw(LAST_DAY.plusDays(1), null, RUN, TODAY));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2015-08-20,-,-,-,ACCEPTED",
                "2015-08-20,2015-10-05,-,-,IN_TRAINING",
                "2015-08-20,2015-10-05,2015-11-20,-,COMPLETED",
                "2015-08-20,2015-10-05,-,2015-10-20,WITHDRAWN"
            })
    void thePastIsOneEventWithTheStateThatItsDatesSay(
            String accepted,
            @Nullable String arrived,
            @Nullable String completed,
            @Nullable String withdrawn,
            State state) {
        var event = recorded(dates(accepted, arrived, completed, withdrawn));
        assertThat(event.name()).isEqualTo("ParticipationRecorded");
        assertThat(event.after().version()).isEqualTo(1);
        assertThat(event.after().progress().state()).isEqualTo(state);
        assertThat(event.after().facts().ageBand()).isEqualTo(AgeBand.FROM_30_TO_39);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-,2015-10-05,-,-,date-missing",
                "2015-08-20,-,2015-11-20,-,date-missing",
                "2015-08-20,-,-,2015-11-20,date-missing",
                "2015-08-20,2015-10-05,2015-11-20,2015-11-20,dates-contradict",
                "2015-10-06,2015-10-05,-,-,dates-out-of-order",
                "2015-08-20,2015-10-04,-,-,date-outside-run",
                "2015-08-20,2015-10-05,2015-11-21,-,date-outside-run",
                "2016-04-01,-,-,-,date-in-future"
            })
    void thePastIsHeldToTheRulesOfTheSingleSteps(
            @Nullable String accepted,
            @Nullable String arrived,
            @Nullable String completed,
            @Nullable String withdrawn,
            String code) {
        ruleBroken(code, () -> recorded(dates(accepted, arrived, completed, withdrawn)));
    }

    @Test
    void whoTakesPartAlreadyIsADuplicateEvenWhereNoPlaceIsLeft() {
        KnownRun full = run("ADOPTED", 1, Map.of());
        refused(
                ProblemType.DUPLICATE,
                "duplicate",
                () -> Participation.recordPast(
                        new UUID(4, 4),
                        nomination("LA", null),
                        null,
                        dates("2015-08-20", null, null, null),
                        null,
                        full,
                        PERSON,
                        new TakenPlaces(1, 1, true),
                        NOW,
                        TODAY));
    }

    @Test
    void noCountryNeedsAReasonAndACountryTakesNone() {
        ruleBroken("reason-missing", () -> nominated(nomination("ZZ", null)));
        ruleBroken("reason-without-need", () -> nominated(nomination("LA", SendingCountryReason.STATELESS)));
        assertThat(nominated(nomination("ZZ", SendingCountryReason.STATELESS))).isNotNull();
    }

    private static Nomination hostedBy(String... hosts) {
        return new Nomination(
                new UUID(3, 3),
                RUN.id(),
                RUN.programId(),
                LAOS,
                null,
                Term.SHORT,
                Stream.of(hosts).map(LocalGovernmentCode::parse).toList());
    }

    @Test
    void aHostIsNamedOnceAndWasThereDuringTheRun() {
        ruleBroken("named-twice", () -> nominated(hostedBy("372021", "372021")));
        // Hamamatsu redrew its wards on 1 January 2024.
        ruleBroken("code-not-valid", () -> nominated(hostedBy("221384")));
        KnownRun later = movedTo(LocalDate.parse("2024-01-01"), LocalDate.parse("2024-02-29"));
        ruleBroken(
                "code-not-valid", () -> Participation.nominate(new UUID(4, 4), hostedBy("221317"), null, later, NOW));
        KnownRun across = movedTo(LocalDate.parse("2023-12-31"), LocalDate.parse("2024-02-29"));
        assertThat(Participation.nominate(new UUID(4, 4), hostedBy("221317", "221384"), null, across, NOW))
                .isNotNull();
        assertThat(nominated(hostedBy("372021", "281000"))).isNotNull();
    }

    @Test
    void aCountryThatWasNoMoreSendsNobody() {
        ruleBroken("code-not-valid", () -> nominated(nomination("CSXX", null)));
        ruleBroken("code-not-valid", () -> nominated(nomination("ANHH", null)));
    }

    @Test
    void whoeverIsNotTakenIsRejectedForAReasonOfARejection() {
        var rejection = nominated().reject(ACCEPTED_ON, EndReason.LANGUAGE, RUN, TODAY);
        assertThat(rejection.name()).isEqualTo("ParticipationRejected");
        assertThat(rejection.reason()).isEqualTo("LANGUAGE");
        assertThat(rejection.after().progress().state()).isEqualTo(State.REJECTED);
        assertThat(rejection.after().facts()).isEqualTo(CopiedFacts.NONE_YET);
        ruleBroken("reason-not-fitting", () -> nominated().reject(ACCEPTED_ON, EndReason.VISA, RUN, TODAY));
        ruleBroken("date-in-future", () -> nominated().reject(TODAY.plusDays(1), EndReason.OTHER, RUN, TODAY));
        conflict("participation-not-nominated", () -> accepted().reject(ACCEPTED_ON, EndReason.OTHER, RUN, TODAY));
    }

    @Test
    void nominationsAndAcceptancesAreCancelledButNobodyWhoHasCome() {
        var taken = nominated().cancel(ACCEPTED_ON, EndReason.VISA, RUN, TODAY);
        assertThat(taken.name()).isEqualTo("ParticipationCancelled");
        assertThat(taken.after().progress().acceptedOn()).isNull();
        var given = accepted().cancel(FIRST_DAY, EndReason.EMPLOYER, RUN, TODAY);
        assertThat(given.after().progress().state()).isEqualTo(State.CANCELLED);
        assertThat(given.after().progress().acceptedOn()).isEqualTo(ACCEPTED_ON);
        ruleBroken(
                "dates-out-of-order",
                () -> accepted().cancel(ACCEPTED_ON.minusDays(1), EndReason.EMPLOYER, RUN, TODAY));
        ruleBroken("reason-not-fitting", () -> accepted().cancel(FIRST_DAY, EndReason.PERFORMANCE, RUN, TODAY));
        conflict("participation-not-awaited", () -> inTraining().cancel(FIRST_DAY, EndReason.VISA, RUN, TODAY));
    }

    @Test
    void aNoShowWasExpectedInTheRun() {
        var missed = accepted().noShow(FIRST_DAY, EndReason.UNKNOWN, RUN, TODAY);
        assertThat(missed.name()).isEqualTo("ParticipationMissed");
        assertThat(missed.after().progress().state()).isEqualTo(State.NO_SHOW);
        ruleBroken("date-outside-run", () -> accepted().noShow(FIRST_DAY.minusDays(1), EndReason.UNKNOWN, RUN, TODAY));
        conflict("participation-not-accepted", () -> nominated().noShow(FIRST_DAY, EndReason.UNKNOWN, RUN, TODAY));
        conflict("participation-not-accepted", () -> inTraining().noShow(FIRST_DAY, EndReason.UNKNOWN, RUN, TODAY));
    }

    @Test
    void runsOfOneDayCanBeArrivedAtAndCompletedOnThatDay() {
        LocalDate leapDay = LocalDate.parse("2016-02-29");
        KnownRun oneDay = movedTo(leapDay, leapDay);
        var completed = accepted()
                .arrive(leapDay, oneDay, TODAY)
                .after()
                .complete(leapDay, oneDay, TODAY)
                .after();
        assertThat(completed.progress().arrivedOn())
                .isEqualTo(completed.progress().completedOn());
        ruleBroken("date-outside-run", () -> accepted().arrive(leapDay.plusDays(1), oneDay, TODAY));
    }

    private static KnownRun movedTo(LocalDate first, LocalDate last) {
        return new KnownRun(RUN.id(), RUN.programId(), "ADOPTED", false, "SKK", first, last, null, Map.of());
    }

    @Test
    void plannedDaysFollowTheRunUntilTheArrivalAndNoFurther() {
        KnownRun moved = movedTo(FIRST_DAY.plusDays(7), LAST_DAY.plusDays(7));
        Participation there =
                accepted().arrive(FIRST_DAY.plusDays(7), moved, TODAY).after();
        assertThat(there.facts().plannedStart()).isEqualTo(FIRST_DAY.plusDays(7));
        assertThat(there.facts().sex()).isEqualTo(Sex.F);
        Participation gone =
                there.complete(LAST_DAY, movedTo(FIRST_DAY, LAST_DAY), TODAY).after();
        assertThat(gone.facts().plannedStart()).isEqualTo(FIRST_DAY.plusDays(7));
    }

    @Test
    void oneMoreIsAcceptedForAReasonThatIsKeptOnlyWhereItIsNeeded() {
        KnownRun full = run("ADOPTED", 1, Map.of());
        var reason = SeatsExceededReason.HOST_AGREES;
        var exceeding = nominated().accept(ACCEPTED_ON, reason, full, PERSON, new TakenPlaces(1, 0, false), TODAY);
        assertThat(exceeding.after().progress().seatsExceededReason()).isEqualTo(reason);
        assertThat(exceeding.reason()).isEqualTo("HOST_AGREES");
        var needless = nominated().accept(ACCEPTED_ON, reason, full, PERSON, NONE_TAKEN, TODAY);
        assertThat(needless.after().progress().seatsExceededReason()).isNull();
        assertThat(needless.reason()).isNull();
        KnownRun seats = run("ADOPTED", 9, Map.of("LA", 1));
        assertThat(nominated()
                        .accept(ACCEPTED_ON, reason, seats, PERSON, new TakenPlaces(1, 1, false), TODAY)
                        .after()
                        .progress()
                        .seatsExceededReason())
                .isEqualTo(reason);
    }

    private static Revision revision(String country, Term term, String... hosts) {
        return new Revision(
                CountryCode.parse(country),
                null,
                term,
                Stream.of(hosts).map(LocalGovernmentCode::parse).toList());
    }

    @Test
    void whatReportsCountByIsSettledAtAcceptanceAndHostsUntilTheArrival() {
        var revised = nominated().revise(revision("VN", Term.LONG, "372021"), RUN);
        assertThat(revised.name()).isEqualTo("ParticipationRevised");
        assertThat(revised.after().nomination().sendingCountry()).isEqualTo(CountryCode.parse("VN"));
        conflict("settled-at-acceptance", () -> accepted().revise(revision("VN", Term.SHORT), RUN));
        conflict("settled-at-acceptance", () -> accepted().revise(revision("LA", Term.LONG), RUN));
        assertThat(accepted()
                        .revise(revision("LA", Term.SHORT, "372021"), RUN)
                        .after()
                        .nomination()
                        .hostLocalGovernments())
                .hasSize(1);
        conflict("participation-not-awaited", () -> inTraining().revise(revision("LA", Term.SHORT), RUN));
    }

    private static DomainEvent<Participation> corrected(Participation wrong, UnaryOperator<Progress> right) {
        Corrected as = wrong.uncorrected();
        return wrong.correct(
                new Corrected(as.stated(), as.facts(), right.apply(as.progress())),
                CorrectionReason.MISTYPED,
                RUN,
                NONE_TAKEN,
                TODAY);
    }

    @Test
    void aCorrectionPutsDaysRightAndTheStateStays() {
        Participation completed = inTraining().complete(LAST_DAY, RUN, TODAY).after();
        var correction = corrected(completed, wrong -> days(wrong, ACCEPTED_ON, FIRST_DAY.plusDays(1), LAST_DAY));
        assertThat(correction.name()).isEqualTo("ParticipationCorrected");
        assertThat(correction.reason()).isEqualTo("MISTYPED");
        assertThat(correction.after().progress().arrivedOn()).isEqualTo(FIRST_DAY.plusDays(1));
        assertThat(correction.after().progress().state()).isEqualTo(State.COMPLETED);
        ruleBroken("date-not-of-state", () -> corrected(completed, wrong -> days(wrong, ACCEPTED_ON, null, LAST_DAY)));
        ruleBroken(
                "date-not-of-state",
                () -> corrected(inTraining(), wrong -> days(wrong, ACCEPTED_ON, FIRST_DAY, LAST_DAY)));
        ruleBroken(
                "dates-out-of-order",
                () -> corrected(completed, wrong -> days(wrong, ACCEPTED_ON, LAST_DAY, FIRST_DAY)));
        ruleBroken(
                "date-outside-run",
                () -> corrected(completed, wrong -> days(wrong, ACCEPTED_ON, FIRST_DAY, LAST_DAY.plusDays(1))));
    }

    private static Progress days(
            Progress of, @Nullable LocalDate accepted, @Nullable LocalDate arrived, @Nullable LocalDate completed) {
        return new Progress(of.state(), accepted, null, null, null, null, arrived, completed, null, of.endReason());
    }

    @Test
    void aRunThatWasMovedMakesNoEarlierDayWrong() {
        Participation completed = inTraining().complete(LAST_DAY, RUN, TODAY).after();
        KnownRun moved = movedTo(FIRST_DAY.plusYears(1), LAST_DAY.plusYears(1));
        Corrected as = completed.uncorrected();
        Corrected male = new Corrected(
                as.stated(),
                new CopiedFacts(
                        as.facts().nationality(),
                        Sex.M,
                        as.facts().ageBand(),
                        as.facts().organisationType(),
                        as.facts().occupation(),
                        as.facts().plannedStart(),
                        as.facts().plannedEnd()),
                as.progress());
        var correction = completed.correct(male, CorrectionReason.SOURCE_WRONG, moved, NONE_TAKEN, TODAY);
        assertThat(correction.after().facts().sex()).isEqualTo(Sex.M);
        assertThat(correction.after().facts().plannedStart()).isEqualTo(FIRST_DAY);
    }

    @Test
    void aCorrectionNeitherInventsNorForgetsTheFactsOfThePerson() {
        Corrected nominated = nominated().uncorrected();
        ruleBroken(
                "fact-not-of-state",
                () -> nominated()
                        .correct(
                                new Corrected(nominated.stated(), accepted().facts(), nominated.progress()),
                                CorrectionReason.OTHER,
                                RUN,
                                NONE_TAKEN,
                                TODAY));
        Corrected accepted = accepted().uncorrected();
        ruleBroken(
                "fact-not-of-state",
                () -> accepted()
                        .correct(
                                new Corrected(accepted.stated(), CopiedFacts.NONE_YET, accepted.progress()),
                                CorrectionReason.OTHER,
                                RUN,
                                NONE_TAKEN,
                                TODAY));
    }

    @Test
    void aCorrectedCountryNeedsASeatOfItsOwn() {
        KnownRun run = run("ADOPTED", 1, Map.of("VN", 1));
        Corrected as = accepted().uncorrected();
        Corrected fromVietNam = new Corrected(revision("VN", Term.SHORT), as.facts(), as.progress());
        ruleBroken(
                "no-seat-left",
                () -> accepted()
                        .correct(fromVietNam, CorrectionReason.MISTYPED, run, new TakenPlaces(1, 1, true), TODAY));
        assertThat(accepted().correct(fromVietNam, CorrectionReason.MISTYPED, run, new TakenPlaces(1, 0, true), TODAY))
                .isNotNull();
    }

    @Test
    void placesOfThoseWhoDidNotStayAreGivenToSomebodyElseOnce() {
        UUID successor = new UUID(5, 5);
        UUID person = new UUID(6, 6);
        for (Participation gone : List.of(
                accepted().cancel(FIRST_DAY, EndReason.VISA, RUN, TODAY).after(),
                accepted().noShow(FIRST_DAY, EndReason.UNKNOWN, RUN, TODAY).after(),
                inTraining().withdraw(FIRST_DAY, null, RUN, TODAY).after())) {
            var replaced = gone.replace(successor, person, false);
            assertThat(replaced.name()).isEqualTo("ParticipationReplaced");
            assertThat(replaced.after().replacedBy()).isEqualTo(successor);
            conflict("participation-replaced", () -> replaced.after().replace(new UUID(7, 7), person, false));
            assertThat(replaced.after()
                            .replace(new UUID(7, 7), person, true)
                            .after()
                            .replacedBy())
                    .isEqualTo(new UUID(7, 7));
            ruleBroken("same-person", () -> gone.replace(successor, new UUID(3, 3), false));
        }
        for (Participation here : List.of(
                nominated(),
                accepted(),
                inTraining(),
                nominated().cancel(ACCEPTED_ON, EndReason.VISA, RUN, TODAY).after(),
                nominated().reject(ACCEPTED_ON, EndReason.OTHER, RUN, TODAY).after())) {
            conflict("no-place-to-give", () -> here.replace(successor, person, false));
        }
        Participation instead = Participation.nominate(successor, nomination("LA", null), new UUID(4, 4), RUN, NOW)
                .after()
                .reject(ACCEPTED_ON, EndReason.OTHER, RUN, TODAY)
                .after();
        assertThat(instead.replace(new UUID(7, 7), person, false)).isNotNull();
    }

    @Test
    void whatWasEnteredInErrorNoLongerChanges() {
        var annulment = inTraining().annul(AnnulmentReason.WRONG_PERSON, TODAY);
        assertThat(annulment.name()).isEqualTo("ParticipationAnnulled");
        assertThat(annulment.reason()).isEqualTo("WRONG_PERSON");
        Participation annulled = annulment.after();
        assertThat(annulled.annulledOn()).isEqualTo(TODAY);
        assertThat(annulled.progress().state()).isEqualTo(State.IN_TRAINING);
        conflict("participation-annulled", () -> annulled.annul(AnnulmentReason.OTHER, TODAY));
        conflict("participation-annulled", () -> annulled.complete(LAST_DAY, RUN, TODAY));
        conflict("participation-annulled", () -> annulled.withdraw(LAST_DAY, null, RUN, TODAY));
        conflict("participation-annulled", () -> corrected(annulled, wrong -> wrong));
        Participation accepted = accepted().annul(AnnulmentReason.OTHER, TODAY).after();
        conflict("participation-annulled", () -> accepted.revise(revision("LA", Term.SHORT), RUN));
        conflict("participation-annulled", () -> accepted.arrive(FIRST_DAY, RUN, TODAY));
        conflict(
                "participation-annulled",
                () -> accepted()
                        .cancel(FIRST_DAY, EndReason.VISA, RUN, TODAY)
                        .after()
                        .annul(AnnulmentReason.OTHER, TODAY)
                        .after()
                        .replace(new UUID(5, 5), new UUID(6, 6), false));
    }

    @ParameterizedTest
    @EnumSource(EndReason.class)
    void everyReasonFitsSomeEndAndNoStateThatIsNone(EndReason reason) {
        Set<State> ends = EnumSet.of(State.REJECTED, State.CANCELLED, State.NO_SHOW, State.WITHDRAWN);
        assertThat(ends).anyMatch(reason::fits);
        assertThat(reason == EndReason.OTHER
                        || EnumSet.complementOf(EnumSet.copyOf(ends)).stream().noneMatch(reason::fits))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2015-04-01,2016-03-30,SHORT",
        "2015-04-01,2016-03-31,LONG",
        "2016-02-29,2017-02-26,SHORT",
        "2016-02-29,2017-02-27,LONG",
        "2015-10-05,2015-10-05,SHORT"
    })
    void aTermOfOneYearOrMoreIsLong(LocalDate first, LocalDate last, Term term) {
        assertThat(Term.between(first, last)).isEqualTo(term);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1995-10-06,UNDER_20",
                "1995-10-05,FROM_20_TO_29",
                "1985-10-06,FROM_20_TO_29",
                "1985-10-05,FROM_30_TO_39",
                "1975-10-05,FROM_40_TO_49",
                "1965-10-05,FROM_50_TO_59",
                "1955-10-06,FROM_50_TO_59",
                "1955-10-05,FROM_60",
                "-,NOT_STATED"
            })
    void theAgeIsThatOfTheFirstDayOfTheRun(@Nullable LocalDate birthDate, AgeBand band) {
        assertThat(AgeBand.on(FIRST_DAY, birthDate)).isEqualTo(band);
    }
}
