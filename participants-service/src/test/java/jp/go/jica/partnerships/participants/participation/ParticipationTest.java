package jp.go.jica.partnerships.participants.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
        return Participation.nominate(new UUID(4, 4), nomination("LA", null), NOW)
                .after();
    }

    private static Participation accepted() {
        return nominated().accept(ACCEPTED_ON, RUN, PERSON, NONE_TAKEN, TODAY).after();
    }

    private static Participation inTraining() {
        return accepted().arrive(FIRST_DAY, RUN, TODAY).after();
    }

    private static DomainEvent<Participation> recorded(Dates told) {
        return Participation.recordPast(
                new UUID(4, 4), nomination("LA", null), told, RUN, PERSON, NONE_TAKEN, NOW, TODAY);
    }

    private static Dates dates(
            @Nullable String accepted,
            @Nullable String arrived,
            @Nullable String completed,
            @Nullable String withdrawn) {
        return new Dates(date(accepted), date(arrived), date(completed), date(withdrawn));
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
        DomainEvent<Participation> event = Participation.nominate(new UUID(4, 4), nomination("LA", null), NOW);
        assertThat(event.name()).isEqualTo("ParticipationNominated");
        assertThat(event.after().state()).isEqualTo(State.NOMINATED);
        assertThat(event.after().facts()).isEqualTo(CopiedFacts.NONE_YET);
    }

    @Test
    void eachStepIsOneEventThatFollowsTheOneBefore() {
        var acceptance = nominated().accept(ACCEPTED_ON, RUN, PERSON, NONE_TAKEN, TODAY);
        var arrival = acceptance.after().arrive(FIRST_DAY, RUN, TODAY);
        var completion = arrival.after().complete(LAST_DAY, RUN, TODAY);
        assertThat(List.of(acceptance.name(), arrival.name(), completion.name()))
                .containsExactly("ParticipationAccepted", "ParticipationArrived", "ParticipationCompleted");
        assertThat(completion.after().version()).isEqualTo(4);
        assertThat(completion.after().state()).isEqualTo(State.COMPLETED);
        assertThat(completion.after().dates()).isEqualTo(new Dates(ACCEPTED_ON, FIRST_DAY, LAST_DAY, null));
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
        var withdrawal = inTraining().withdraw(FIRST_DAY, RUN, TODAY);
        assertThat(withdrawal.name()).isEqualTo("ParticipationWithdrawn");
        assertThat(withdrawal.after().state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void noStepIsTakenTwiceOrOutOfTurn() {
        conflict("participation-not-nominated", () -> accepted().accept(ACCEPTED_ON, RUN, PERSON, NONE_TAKEN, TODAY));
        conflict("participation-not-accepted", () -> nominated().arrive(FIRST_DAY, RUN, TODAY));
        conflict("participation-not-accepted", () -> inTraining().arrive(FIRST_DAY, RUN, TODAY));
        conflict("participation-not-in-training", () -> accepted().complete(LAST_DAY, RUN, TODAY));
        conflict("participation-not-in-training", () -> accepted().withdraw(LAST_DAY, RUN, TODAY));
        conflict(
                "participation-not-in-training",
                () -> inTraining().complete(LAST_DAY, RUN, TODAY).after().withdraw(LAST_DAY, RUN, TODAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROPOSED", "REJECTED", "WITHDRAWN", "CANCELLED", "NEVER_HEARD_OF"})
    void nobodyIsAcceptedIntoAProgramThatIsNotAdopted(String state) {
        KnownRun run = run(state, null, Map.of());
        conflict("program-not-adopted", () -> nominated().accept(ACCEPTED_ON, run, PERSON, NONE_TAKEN, TODAY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADOPTED", "CONTRACTED", "IMPLEMENTING", "COMPLETED"})
    void acceptancesOfAnAdoptedProgramCanBeEnteredAlsoWhenItIsOver(String state) {
        KnownRun run = run(state, null, Map.of());
        assertThat(nominated()
                        .accept(ACCEPTED_ON, run, PERSON, NONE_TAKEN, TODAY)
                        .after()
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
            assertThat(nominated().accept(ACCEPTED_ON, run, PERSON, places, TODAY))
                    .isNotNull();
        } else {
            ruleBroken("no-seat-left", () -> nominated().accept(ACCEPTED_ON, run, PERSON, places, TODAY));
        }
    }

    @Test
    void aCountryWithoutSeatsOfItsOwnIsBoundByTheCapacityOnly() {
        KnownRun run = run("ADOPTED", 20, Map.of("VN", 0));
        assertThat(nominated().accept(ACCEPTED_ON, run, PERSON, new TakenPlaces(19, 19, false), TODAY))
                .isNotNull();
    }

    @Test
    void nothingHappensInTheFuture() {
        LocalDate tomorrow = TODAY.plusDays(1);
        ruleBroken("date-in-future", () -> nominated().accept(tomorrow, RUN, PERSON, NONE_TAKEN, TODAY));
        ruleBroken("date-in-future", () -> accepted().arrive(LAST_DAY, RUN, FIRST_DAY));
        ruleBroken("date-in-future", () -> inTraining().complete(LAST_DAY, RUN, FIRST_DAY));
    }

    @Test
    void datesStandInOrderAndWithinTheRun() {
        Participation late = nominated()
                .accept(FIRST_DAY.plusDays(3), RUN, PERSON, NONE_TAKEN, TODAY)
                .after();
        ruleBroken("dates-out-of-order", () -> late.arrive(FIRST_DAY, RUN, TODAY));
        ruleBroken("date-outside-run", () -> accepted().arrive(FIRST_DAY.minusDays(1), RUN, TODAY));
        ruleBroken("date-outside-run", () -> accepted().arrive(LAST_DAY.plusDays(1), RUN, TODAY));
        ruleBroken("dates-out-of-order", () -> inTraining().complete(FIRST_DAY.minusDays(1), RUN, TODAY));
        ruleBroken("date-outside-run", () -> inTraining().complete(LAST_DAY.plusDays(1), RUN, TODAY));
        ruleBroken("date-outside-run", () -> inTraining().withdraw(LAST_DAY.plusDays(1), RUN, TODAY));
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
        assertThat(event.after().state()).isEqualTo(state);
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
                        dates("2015-08-20", null, null, null),
                        full,
                        PERSON,
                        new TakenPlaces(1, 1, true),
                        NOW,
                        TODAY));
    }

    @Test
    void noCountryNeedsAReasonAndACountryTakesNone() {
        ruleBroken("reason-missing", () -> Participation.nominate(new UUID(4, 4), nomination("ZZ", null), NOW));
        ruleBroken(
                "reason-without-need",
                () -> Participation.nominate(new UUID(4, 4), nomination("LA", SendingCountryReason.STATELESS), NOW));
        assertThat(Participation.nominate(new UUID(4, 4), nomination("ZZ", SendingCountryReason.STATELESS), NOW))
                .isNotNull();
    }

    @Test
    void aHostIsNamedOnce() {
        var twice = List.of(LocalGovernmentCode.parse("372021"), LocalGovernmentCode.parse("372021"));
        var nomination = new Nomination(new UUID(3, 3), RUN.id(), RUN.programId(), LAOS, null, Term.SHORT, twice);
        ruleBroken("named-twice", () -> Participation.nominate(new UUID(4, 4), nomination, NOW));
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
