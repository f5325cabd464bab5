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

    private static final int AGREEMENTS = 2_000;
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
                        row[0] + " on " + row[6],
                        () -> assertThat(agreement(row).inForceOn(day(row[6]))).isEqualTo(row[7].equals("yes"))));
    }

    // case,effectiveFrom,effectiveTo,renewalMonths,signedOn,terminatedOn,day,inForce
    private static Agreement agreement(String[] row) {
        LocalDate effectiveTo = optionalDay(row[2]);
        AutomaticRenewal renewal = row[3].isEmpty() ? null : new AutomaticRenewal(Integer.valueOf(row[3]), 30);
        return agreement(
                new Terms(day(row[1]), effectiveTo, renewal == null ? null : renewal.months()),
                optionalDay(row[4]),
                optionalDay(row[5]));
    }

    @Test
    void aDayIsInForceJustIfItLiesInATermThatBeganBeforeAnyTermination(TestReporter reporter) {
        reporter.publishEntry("seed", Long.toString(seed));
        for (int i = 0; i < AGREEMENTS; i++) {
            Terms terms = randomTerms();
            LocalDate signedOn = near(terms.firstDay(), 40);
            LocalDate terminatedOn = randomTermination(terms, signedOn);
            Agreement agreement = agreement(terms, signedOn, terminatedOn);
            LocalDate horizon = terms.firstDay().plusDays(DAYS_AROUND);
            List<LocalDate> expected = new ArrayList<>();
            for (Term term : termsUntil(horizon, terms, terminatedOn)) {
                term.first()
                        .datesUntil(term.last().plusDays(1))
                        .filter(day -> !day.isBefore(signedOn) && day.isBefore(horizon))
                        .filter(day -> terminatedOn == null || !day.isAfter(terminatedOn))
                        .forEach(expected::add);
            }
            assertThat(terms.firstDay()
                            .minusDays(60)
                            .datesUntil(horizon)
                            .filter(agreement::inForceOn)
                            .toList())
                    .as("seed %d, agreement %d: %s, signed %s, terminated %s", seed, i, terms, signedOn, terminatedOn)
                    .isEqualTo(expected);
        }
    }

    @Test
    void theDaysInForceAreOneSpanWithoutAHole(TestReporter reporter) {
        reporter.publishEntry("seed", Long.toString(seed));
        for (int i = 0; i < AGREEMENTS; i++) {
            Terms terms = randomTerms();
            LocalDate signedOn = near(terms.firstDay(), 40);
            Agreement agreement = agreement(terms, signedOn, randomTermination(terms, signedOn));
            List<LocalDate> days = terms.firstDay()
                    .minusDays(60)
                    .datesUntil(terms.firstDay().plusDays(DAYS_AROUND))
                    .filter(agreement::inForceOn)
                    .toList();
            if (!days.isEmpty()) {
                LocalDate last = days.get(days.size() - 1);
                assertThat(days)
                        .as("seed %d, agreement %d: %s", seed, i, agreement)
                        .hasSize((int) days.get(0).datesUntil(last).count() + 1)
                        .startsWith(signedOn.isAfter(terms.firstDay()) ? signedOn : terms.firstDay());
            }
        }
    }

    @Test
    void eachTermBeginsOnTheDayAfterTheOneBeforeAndIsFoundFromEachOfItsDays(TestReporter reporter) {
        reporter.publishEntry("seed", Long.toString(seed));
        for (int i = 0; i < AGREEMENTS; i++) {
            Terms terms = randomTerms();
            for (Term term : termsUntil(terms.firstDay().plusYears(8), terms, null)) {
                for (LocalDate day : List.of(term.first(), term.last(), between(term.first(), term.last()))) {
                    assertThat(terms.beginOfTermAt(day))
                            .as("seed %d, agreement %d: %s on %s", seed, i, terms, day)
                            .isEqualTo(term.first());
                }
            }
        }
    }

    @Test
    void aDraftIsNeverInForce() {
        Agreement draft = agreement(new Terms(day("2011-10-25"), null, null), null, null);
        assertThat(day("2000-01-01").datesUntil(day("2030-01-01"))).noneMatch(draft::inForceOn);
    }

    private record Term(LocalDate first, LocalDate last) {}

    // The rule told a second time, and in another way: by counting months and looking at how long they are.
    private static List<Term> termsUntil(LocalDate horizon, Terms terms, @Nullable LocalDate terminatedOn) {
        List<Term> all = new ArrayList<>();
        LocalDate lastDay = terms.lastDay();
        if (lastDay == null) {
            return List.of(new Term(terms.firstDay(), horizon));
        }
        all.add(new Term(terms.firstDay(), lastDay));
        Integer months = terms.renewalMonths();
        LocalDate first = lastDay.plusDays(1);
        while (months != null && first.isBefore(horizon) && (terminatedOn == null || first.isBefore(terminatedOn))) {
            YearMonth lastMonth = YearMonth.from(first).plusMonths(months);
            LocalDate last = first.getDayOfMonth() > lastMonth.lengthOfMonth()
                    ? lastMonth.atEndOfMonth()
                    : lastMonth.atDay(first.getDayOfMonth()).minusDays(1);
            all.add(new Term(first, last));
            first = last.plusDays(1);
        }
        return all;
    }

    private Terms randomTerms() {
        // Around 29 February, and often at the ends of months, where month arithmetic goes wrong.
        LocalDate first = day("2014-12-01").plusDays(random.nextInt(1_200));
        LocalDate last = random.nextInt(5) == 0 ? null : first.plusDays(1 + random.nextInt(500));
        if (last != null && random.nextBoolean()) {
            last = last.plusMonths(1).withDayOfMonth(1).minusDays(1 + random.nextInt(4));
        }
        Integer months = last == null || random.nextInt(4) == 0 ? null : 1 + random.nextInt(14);
        return last == null || last.isAfter(first) ? new Terms(first, last, months) : randomTerms();
    }

    // Often on the first or the last day of a term, where the answer turns.
    private @Nullable LocalDate randomTermination(Terms terms, LocalDate signedOn) {
        List<Term> all = termsUntil(terms.firstDay().plusDays(DAYS_AROUND), terms, null);
        Term term = all.get(random.nextInt(all.size()));
        LocalDate terminatedOn = switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> term.first();
            case 2 -> term.last();
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

    private static Agreement agreement(Terms terms, @Nullable LocalDate signedOn, @Nullable LocalDate terminatedOn) {
        Integer months = terms.renewalMonths();
        AutomaticRenewal renewal = months == null ? null : new AutomaticRenewal(months, 30);
        AgreementDetails details = Samples.details(terms.firstDay(), terms.lastDay(), renewal);
        State state = signedOn == null ? State.DRAFT : terminatedOn == null ? State.SIGNED : State.TERMINATED;
        return new Agreement(Samples.ID, 1, details, state, signedOn, terminatedOn, null, Samples.RECORDED);
    }

    private static @Nullable LocalDate optionalDay(String text) {
        return text.isEmpty() ? null : day(text);
    }
}
