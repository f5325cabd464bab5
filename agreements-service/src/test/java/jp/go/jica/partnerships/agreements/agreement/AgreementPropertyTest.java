package jp.go.jica.partnerships.agreements.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import jp.go.jica.partnerships.conventions.Refusal;
import jp.go.jica.partnerships.journal.DomainEvent;
import jp.go.jica.partnerships.referencedata.PartialDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random commands on random agreements on random days: whatever is taken leaves an agreement in which every rule holds. A
 * failure names its seed; it then belongs into the list.
 */
class AgreementPropertyTest {

    private static final LocalDate TODAY = LocalDate.of(2018, 4, 1);
    private static final int COMMANDS = 40;
    private static final long[] FAILED_ONCE = {2426307871686157385L, 3315865816595336300L, 5175205635368983882L};
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(FAILED_ONCE), new Random().longs(200));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noSequenceOfCommandsReachesAStateThatARuleForbids(long seed) {
        Random random = new Random(seed);
        Agreement agreement = Samples.draft(details(random));
        Set<LocalDate> told = new HashSet<>();
        for (int i = 0; i < COMMANDS; i++) {
            DomainEvent<Agreement> event = tried(command(agreement, random));
            if (event == null) {
                continue;
            }
            String what = "seed %d, command %d: %s".formatted(seed, i, event.name());
            assertThat(event.before()).as(what).isEqualTo(agreement);
            assertThat(event.after().version()).as(what).isEqualTo(agreement.version() + 1);
            assertLawful(what, agreement, event.after());
            assertThat(read(json(event.after()))).as(what).isEqualTo(event.after());
            if (event.name().equals("AgreementRenewed")
                    && event.after()
                            .lifeCycle()
                            .renewals()
                            .equals(agreement.lifeCycle().renewals())) {
                assertThat(told.add(event.after().lifeCycle().renewedOn()))
                        .as(what)
                        .isTrue();
            }
            agreement = event.after();
        }
    }

    @Test
    void everyStateAndEveryStandingIsReachedByTheCommandsThatAreTried() {
        Set<State> states = EnumSet.noneOf(State.class);
        Set<Standing> standings = EnumSet.noneOf(Standing.class);
        for (long seed = 1; seed <= 400; seed++) {
            Random random = new Random(seed);
            Agreement agreement = Samples.draft(details(random));
            for (int i = 0; i < COMMANDS; i++) {
                DomainEvent<Agreement> event = tried(command(agreement, random));
                agreement = event == null ? agreement : event.after();
                states.add(agreement.lifeCycle().state());
                standings.add(agreement.standingOn(day(random)));
            }
        }
        assertThat(states).containsExactlyInAnyOrder(State.values());
        assertThat(standings).containsExactlyInAnyOrder(Standing.values());
    }

    private static AgreementDetails details(Random random) {
        while (true) {
            LocalDate from = day(random);
            LocalDate to = random.nextInt(3) == 0 ? null : from.plusDays(30 + random.nextInt(600));
            AutomaticRenewal renewal = to == null || random.nextBoolean()
                    ? null
                    : new AutomaticRenewal(1 + random.nextInt(14), random.nextInt(40));
            AgreementDetails details = Samples.details(from, to, renewal);
            if (tried(() -> Agreement.draft(Samples.ID, details, Samples.RECORDED)) != null) {
                return details;
            }
        }
    }

    private static Supplier<DomainEvent<Agreement>> command(Agreement agreement, Random random) {
        LocalDate day = day(random);
        LocalDate other = day.plusDays(random.nextInt(400));
        return switch (random.nextInt(17)) {
            case 0, 1, 2, 3 -> () -> agreement.activate(day, TODAY);
            case 4 ->
                () -> random.nextInt(6) == 0 ? agreement.cancel(day, "why", TODAY) : agreement.activate(day, TODAY);
            case 5, 6 -> () -> agreement.renew(id(random), day, random.nextInt(4) == 0 ? null : other, TODAY);
            case 7 -> () -> agreement.giveNotice(day, null, TODAY);
            case 8 -> () -> agreement.suspend(day, "why", TODAY);
            case 9, 10 -> () -> agreement.resume(day, TODAY);
            case 11 ->
                () -> agreement.amend(
                        id(random),
                        day,
                        other,
                        "why",
                        agreement
                                .details()
                                .contents()
                                .with(null, null, List.of(any(random, List.of(CooperationField.values()))), null),
                        TODAY);
            case 12 ->
                () -> random.nextInt(4) == 0
                        ? agreement.terminate(day, "why", TODAY)
                        : agreement.addActivity(
                                id(random),
                                new ActivityDetails(
                                        ActivityDetails.Kind.DISPATCH,
                                        agreement.details().title(),
                                        PartialDate.parse(day.toString()),
                                        null,
                                        null,
                                        null,
                                        List.of(),
                                        null),
                                TODAY);
            case 13 ->
                () -> random.nextInt(4) == 0
                        ? agreement.supersede(id(random), day, TODAY)
                        : agreement.announce(TODAY).orElseThrow(() -> Refusal.stale());
            case 14 -> () -> agreement.lifeCycle().supersededBy() == null ? refused() : agreement.reinstate(TODAY);
            case 15 -> () -> agreement.correct(corrected(agreement.uncorrected(), random), "why", TODAY);
            default ->
                () -> random.nextInt(15) == 0
                        ? agreement.annul("why", TODAY)
                        : agreement.announce(TODAY).orElseThrow(() -> Refusal.stale());
        };
    }

    private static DomainEvent<Agreement> refused() {
        throw Refusal.stale();
    }

    private static Corrected corrected(Corrected wrong, Random random) {
        LifeCycle life = wrong.lifeCycle();
        List<Renewal> renewals = new ArrayList<>(life.renewals());
        if (!renewals.isEmpty() && random.nextBoolean()) {
            renewals.remove(random.nextInt(renewals.size()));
        }
        LifeCycle other = new LifeCycle(
                life.state(),
                maybe(random, life.signedOn()),
                life.cancelledOn(),
                maybe(random, life.noticeGivenOn()),
                renewals,
                life.suspensions(),
                maybe(random, life.terminatedOn()),
                life.terminationReason(),
                life.supersededBy(),
                life.renewedOn(),
                life.expiredOn());
        AgreementDetails details = random.nextInt(3) > 0 ? wrong.details() : details(random);
        return new Corrected(details, other, wrong.amendments(), wrong.activities());
    }

    private static void assertLawful(String what, Agreement before, Agreement after) {
        LifeCycle life = after.lifeCycle();
        boolean signed =
                EnumSet.of(State.SIGNED, State.SUSPENDED, State.TERMINATED).contains(life.state());
        assertThat(life.signedOn() != null).as(what).isEqualTo(signed);
        assertThat(life.terminatedOn() != null).as(what).isEqualTo(life.state() == State.TERMINATED);
        assertThat(life.cancelledOn() != null).as(what).isEqualTo(life.state() == State.CANCELLED);
        if (life.signedOn() != null) {
            assertThat(life.signedOn()).as(what).isBeforeOrEqualTo(TODAY);
        }
        if (life.terminatedOn() != null) {
            assertThat(life.terminatedOn())
                    .as(what)
                    .isAfterOrEqualTo(after.details().effectiveFrom());
            assertThat(life.terminationReason()).as(what).isNotBlank();
        }
        if (life.supersededBy() != null) {
            assertThat(life.supersededBy().from())
                    .as(what)
                    .isAfter(after.details().effectiveFrom());
        }
        LocalDate latest = after.details().effectiveFrom();
        for (Amendment amendment : after.amendments()) {
            assertThat(amendment.effectiveFrom()).as(what).isAfterOrEqualTo(latest);
            latest = amendment.effectiveFrom();
        }
        for (Renewal renewal : life.renewals()) {
            assertThat(after.terms().at(renewal.effectiveFrom()).orElseThrow().from())
                    .as(what)
                    .isEqualTo(renewal.effectiveFrom());
        }
        assertThat(before.annulledOn()).as(what).isNull();
        if (life.expiredOn() != null && after.annulledOn() == null) {
            assertThat(after.expiry()).as(what).hasValue(life.expiredOn());
            assertThat(after.inForceOn(life.expiredOn().plusDays(1))).as(what).isFalse();
        }
        // The days in force lie between the first and the last one, and are all of those but the suspended ones.
        for (int i = 0; i < 40; i++) {
            LocalDate day = LocalDate.of(2011, 12, 1).plusDays(i * 73L);
            boolean within = after.annulledOn() == null
                    && after.begin() != null
                    && !day.isBefore(after.begin())
                    && (after.end() == null || !day.isAfter(after.end()));
            assertThat(after.inForceOn(day)).as(what + " on " + day).isEqualTo(within && !life.isSuspendedOn(day));
            assertThat(after.asOf(day).inForceOn(day))
                    .as(what + " as of " + day)
                    .isEqualTo(after.inForceOn(day));
        }
    }

    private static @Nullable DomainEvent<Agreement> tried(Supplier<DomainEvent<Agreement>> command) {
        try {
            return command.get();
        } catch (Refusal refused) {
            return null;
        }
    }

    private static @Nullable LocalDate maybe(Random random, @Nullable LocalDate date) {
        return date == null || random.nextInt(3) > 0 ? date : day(random);
    }

    private static LocalDate day(Random random) {
        return LocalDate.of(2012, 1, 1).plusDays(random.nextInt(random.nextInt(2_200) + 1));
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static UUID id(Random random) {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static ObjectNode json(Agreement agreement) {
        return JSON.valueToTree(agreement);
    }

    private static Agreement read(ObjectNode json) {
        try {
            return JSON.treeToValue(json, Agreement.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
