package jp.go.jica.partnerships.agreements.agreement;

import static jp.go.jica.partnerships.agreements.agreement.Samples.day;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;

/** On which days an agreement is in force: by examples that other services read too, and by properties. */
class InForceTest {

    private static final int AGREEMENTS = 1_500;
    private static final int DAYS_AROUND = 800;

    /** Repeat a failure with {@code -Dseed=…}. */
    private final long seed = Long.getLong("seed", System.nanoTime());

    private final Random random = new Random(seed);

    @TestFactory
    Stream<DynamicTest> theSharedExamplesHold() throws IOException {
        return Files.readAllLines(Path.of("contracts/examples/in-force.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(row -> DynamicTest.dynamicTest(
                        row[0] + " on " + row[11],
                        () -> assertThat(agreement(row).inForceOn(day(row[11]))).isEqualTo(row[12].equals("yes"))));
    }

    // case,effectiveFrom,effectiveTo,renewalMonths,noticeDays,noticeGivenOn,renewals,signedOn,suspensions,terminatedOn,
    // supersededFrom,day,inForce
    private static Agreement agreement(String[] row) {
        LocalDate effectiveFrom = day(row[1]);
        AutomaticRenewal automatic =
                row[3].isEmpty() ? null : new AutomaticRenewal(Integer.valueOf(row[3]), Integer.valueOf(row[4]));
        List<Renewal> renewals = spans(row[6])
                .map(span -> new Renewal(Samples.ID, effectiveFrom, day(span[0]), optionalDay(span[1])))
                .toList();
        List<Suspension> suspensions = spans(row[8])
                .map(span -> new Suspension(day(span[0]), optionalDay(span[1])))
                .toList();
        return agreement(new Facts(
                effectiveFrom,
                optionalDay(row[2]),
                automatic,
                optionalDay(row[5]),
                renewals,
                optionalDay(row[7]),
                suspensions,
                optionalDay(row[9]),
                optionalDay(row[10])));
    }

    private static Stream<String[]> spans(String text) {
        return text.isEmpty()
                ? Stream.of()
                : Stream.of(text.split(" ", -1))
                        .map(span -> span.replace("..", "").split("/", -1));
    }

    /** All that decides whether an agreement is in force. */
    private record Facts(
            LocalDate effectiveFrom,
            @Nullable LocalDate effectiveTo,
            @Nullable AutomaticRenewal automatic,
            @Nullable LocalDate noticeGivenOn,
            List<Renewal> renewals,
            @Nullable LocalDate signedOn,
            List<Suspension> suspensions,
            @Nullable LocalDate terminatedOn,
            @Nullable LocalDate supersededFrom) {}

    private static Agreement agreement(Facts facts) {
        AgreementDetails details = Samples.details(facts.effectiveFrom(), facts.effectiveTo(), facts.automatic());
        State state =
                facts.signedOn() == null ? State.DRAFT : facts.terminatedOn() == null ? State.SIGNED : State.TERMINATED;
        LifeCycle life = new LifeCycle(
                state,
                facts.signedOn(),
                null,
                facts.noticeGivenOn(),
                facts.renewals(),
                facts.suspensions(),
                facts.terminatedOn(),
                facts.terminatedOn() == null ? null : "why",
                facts.supersededFrom() == null ? null : new Succession(Samples.ID, facts.supersededFrom()),
                null,
                null);
        return new Agreement(Samples.ID, 1, details, life, List.of(), List.of(), null, Samples.RECORDED);
    }

    @Test
    void aDayIsInForceJustIfTheDefinitionSaysSo(TestReporter reporter) {
        reporter.publishEntry("seed", Long.toString(seed));
        int[] inForce = {0};
        for (int i = 0; i < AGREEMENTS; i++) {
            Facts facts = randomFacts();
            Agreement agreement = agreement(facts);
            LocalDate horizon = facts.effectiveFrom().plusDays(DAYS_AROUND);
            List<Term> terms = termsUntil(horizon, facts);
            for (LocalDate day = facts.effectiveFrom().minusDays(60); day.isBefore(horizon); day = day.plusDays(1)) {
                boolean defined = definition(facts, terms, day);
                inForce[0] += defined ? 1 : 0;
                if (agreement.inForceOn(day) != defined) {
                    assertThat(agreement.inForceOn(day))
                            .as("seed %d, agreement %d on %s: %s", seed, i, day, facts)
                            .isEqualTo(defined);
                }
            }
        }
        assertThat(inForce[0]).as("days in force of all agreements").isPositive();
    }

    // "In force on d: signed on or before d, effectiveFrom not after d, d not after the last day of the last term, d
    // before or on
    // terminatedOn, no suspension covers d. A termination on the day a renewal would begin prevents it. A successor
    // supersedes
    // from its effectiveFrom."
    private static boolean definition(Facts facts, List<Term> terms, LocalDate day) {
        if (facts.signedOn() == null || facts.signedOn().isAfter(day)) {
            return false;
        }
        if (terms.stream().noneMatch(term -> !day.isBefore(term.first()) && !day.isAfter(term.last()))) {
            return false;
        }
        if (facts.terminatedOn() != null && day.isAfter(facts.terminatedOn())) {
            return false;
        }
        if (facts.supersededFrom() != null && !day.isBefore(facts.supersededFrom())) {
            return false;
        }
        return facts.suspensions().stream()
                .noneMatch(each -> each.suspendedOn().compareTo(day) <= 0
                        && (each.resumedOn() == null || each.resumedOn().compareTo(day) > 0));
    }

    @Test
    void eachTermBeginsOnTheDayAfterTheOneBeforeAndIsFoundFromEachOfItsDays(TestReporter reporter) {
        reporter.publishEntry("seed", Long.toString(seed));
        for (int i = 0; i < AGREEMENTS; i++) {
            Facts facts = randomFacts();
            Terms terms = agreement(facts).terms();
            for (Term term : termsUntil(facts.effectiveFrom().plusYears(8), untilNothingEndsIt(facts))) {
                for (LocalDate day : List.of(term.first(), term.last(), between(term.first(), term.last()))) {
                    assertThat(terms.at(day).orElseThrow().from())
                            .as("seed %d, agreement %d: %s on %s", seed, i, facts, day)
                            .isEqualTo(term.first());
                }
            }
        }
    }

    @Test
    void theLastDayIsTheLastDayOfTheLastTermAndMissingJustWhereTermsFollowForEver(TestReporter reporter) {
        reporter.publishEntry("seed", Long.toString(seed));
        for (int i = 0; i < AGREEMENTS; i++) {
            Facts facts = untilNothingEndsIt(randomFacts());
            LocalDate far = facts.effectiveFrom().plusYears(30);
            List<Term> terms = termsUntil(far, facts);
            LocalDate last = terms.get(terms.size() - 1).last();
            assertThat(agreement(facts).terms().lastDay())
                    .as("seed %d, agreement %d: %s", seed, i, facts)
                    .isEqualTo(last.isBefore(far) ? last : null);
        }
    }

    @Test
    void aDraftIsNeverInForce() {
        Agreement draft =
                agreement(new Facts(day("2011-10-25"), null, null, null, List.of(), null, List.of(), null, null));
        assertThat(day("2000-01-01").datesUntil(day("2030-01-01"))).noneMatch(draft::inForceOn);
    }

    private record Term(LocalDate first, LocalDate last) {}

    private static Facts untilNothingEndsIt(Facts facts) {
        return new Facts(
                facts.effectiveFrom(),
                facts.effectiveTo(),
                facts.automatic(),
                facts.noticeGivenOn(),
                facts.renewals(),
                facts.signedOn(),
                List.of(),
                null,
                null);
    }

    // The rule told a second time, and in another way: by counting months and looking at how long they are.
    private static List<Term> termsUntil(LocalDate horizon, Facts facts) {
        List<Term> all = new ArrayList<>();
        LocalDate first = facts.effectiveFrom();
        LocalDate last = facts.effectiveTo();
        while (true) {
            all.add(new Term(first, last == null ? horizon : last));
            if (last == null || !last.isBefore(horizon)) {
                return all;
            }
            LocalDate end = last;
            first = end.plusDays(1);
            if (facts.terminatedOn() != null && !facts.terminatedOn().isAfter(first)) {
                return all;
            }
            LocalDate begin = first;
            List<Renewal> agreed = facts.renewals().stream()
                    .filter(renewal -> renewal.effectiveFrom().equals(begin))
                    .toList();
            if (!agreed.isEmpty()) {
                last = agreed.get(0).effectiveTo();
            } else if (facts.automatic() != null
                    && (facts.noticeGivenOn() == null
                            || facts.noticeGivenOn()
                                    .plusDays(facts.automatic().noticeDays())
                                    .isAfter(end))) {
                YearMonth lastMonth =
                        YearMonth.from(first).plusMonths(facts.automatic().months());
                last = first.getDayOfMonth() > lastMonth.lengthOfMonth()
                        ? lastMonth.atEndOfMonth()
                        : lastMonth.atDay(first.getDayOfMonth()).minusDays(1);
            } else {
                return all;
            }
        }
    }

    private Facts randomFacts() {
        // Around 29 February, and often at the ends of months, where month arithmetic goes wrong.
        LocalDate first = day("2014-12-01").plusDays(random.nextInt(1_200));
        LocalDate last = random.nextInt(5) == 0 ? null : first.plusDays(1 + random.nextInt(500));
        if (last != null && random.nextBoolean()) {
            last = last.plusMonths(1).withDayOfMonth(1).minusDays(1 + random.nextInt(4));
        }
        if (last != null && !last.isAfter(first)) {
            return randomFacts();
        }
        AutomaticRenewal automatic = last == null || random.nextInt(3) == 0
                ? null
                : new AutomaticRenewal(1 + random.nextInt(14), random.nextInt(60));
        LocalDate notice = automatic == null || random.nextInt(3) > 0 ? null : first.plusDays(random.nextInt(900));
        Facts plain = new Facts(first, last, automatic, notice, List.of(), null, List.of(), null, null);
        List<Renewal> renewals = new ArrayList<>();
        while (last != null && random.nextInt(3) == 0) {
            Facts soFar = new Facts(first, last, automatic, notice, List.copyOf(renewals), null, List.of(), null, null);
            List<Term> terms = termsUntil(first.plusDays(1_200), soFar);
            LocalDate begin = terms.get(random.nextInt(terms.size())).last().plusDays(1);
            if (renewals.stream().anyMatch(each -> !each.effectiveFrom().isBefore(begin))
                    || begin.isAfter(first.plusDays(1_200))) {
                break;
            }
            renewals.add(new Renewal(
                    Samples.ID, first, begin, random.nextInt(5) == 0 ? null : begin.plusDays(random.nextInt(400))));
        }
        LocalDate signed = near(first, 40);
        List<Term> terms = termsUntil(
                first.plusDays(DAYS_AROUND),
                new Facts(first, last, automatic, notice, renewals, signed, List.of(), null, null));
        List<Suspension> suspensions = new ArrayList<>();
        LocalDate from = signed.isAfter(first) ? signed : first;
        while (random.nextInt(3) == 0) {
            from = from.plusDays(random.nextInt(200));
            LocalDate until = random.nextInt(4) == 0 ? null : from.plusDays(1 + random.nextInt(60));
            suspensions.add(new Suspension(from, until));
            if (until == null) {
                break;
            }
            from = until;
        }
        LocalDate terminated = randomTermination(terms, signed);
        LocalDate superseded = random.nextInt(5) > 0 ? null : first.plusDays(1 + random.nextInt(DAYS_AROUND));
        return new Facts(
                plain.effectiveFrom(), last, automatic, notice, renewals, signed, suspensions, terminated, superseded);
    }

    // Often on the first or the last day of a term, where the answer turns.
    private @Nullable LocalDate randomTermination(List<Term> all, LocalDate signedOn) {
        Term term = all.get(random.nextInt(all.size()));
        LocalDate terminatedOn = switch (random.nextInt(5)) {
            case 0, 1 -> null;
            case 2 -> term.first();
            case 3 -> term.last();
            default -> between(term.first(), term.last());
        };
        return terminatedOn == null || terminatedOn.isBefore(signedOn) ? null : terminatedOn;
    }

    private LocalDate near(LocalDate day, int days) {
        return day.plusDays(random.nextInt(2 * days) - days);
    }

    private LocalDate between(LocalDate first, LocalDate last) {
        return first.plusDays(random.nextInt((int) first.datesUntil(last).count() + 1));
    }

    private static @Nullable LocalDate optionalDay(String text) {
        return text.isEmpty() ? null : day(text);
    }
}
