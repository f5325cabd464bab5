package jp.go.jica.partnerships.reporting.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random populations against an intruder who reckons. A failure names its seed; {@code -Dreporting.seed=…} repeats it,
 * {@code -Dreporting.populations=…} tries more.
 */
class SuppressionTest {

    private static final List<String> CODES = List.of("value0", "value1", "value2");

    static LongStream seeds() {
        Long one = Long.getLong("reporting.seed");
        return one == null ? new Random().longs(Integer.getInteger("reporting.populations", 25)) : LongStream.of(one);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nobodyCanReckonAWithheldCellWithinFour(long seed) {
        List<Participation> participations = Population.any(new Random(seed));
        Set<WithheldCell> withheld = Suppression.of(participations, CODES);
        Intruder intruder = new Intruder(participations, withheld);

        assertThat(withheld).as("seed %d", seed).containsAll(intruder.small());
        intruder.reckon(false).forEach((cell, interval) -> {
            // Fewer than five are less wide apart, whatever is shown: then nothing more is told of them.
            int size = intruder.size(cell);
            assertThat(interval.isAtLeast(Math.min(4, size)))
                    .as("seed %d: %s of %d is in %s", seed, cell, size, interval)
                    .isTrue();
            if (size >= 5) {
                assertThat(interval.notZero().isAtLeast(4))
                        .as("seed %d: %s of %d is in %s", seed, cell, size, interval)
                        .isTrue();
            }
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void norByTakingTheOthersForMoreThanZero(long seed) {
        List<Participation> participations = Population.any(new Random(seed));
        Intruder intruder = new Intruder(participations, Suppression.of(participations, CODES));
        if (intruder.seesNothing()) {
            return;
        }

        intruder.reckon(true).forEach((cell, interval) -> {
            if (intruder.figure(cell) > 0 && intruder.hasRoom(cell)) {
                assertThat(interval.isAtLeast(4))
                        .as("seed %d: %s of %d is in %s", seed, cell, intruder.size(cell), interval)
                        .isTrue();
            }
        });
    }

    @Test
    void withholdingOnlyWhatIsSmallLetsItBeReckoned() {
        int reckoned = 0;
        for (int seed = 0; seed < 20; seed++) {
            List<Participation> participations = Population.any(new Random(seed));
            Set<WithheldCell> small = new Intruder(participations, Set.of()).small();
            Intruder intruder = new Intruder(participations, small);
            for (Map.Entry<WithheldCell, Intruder.Interval> each :
                    intruder.reckon(false).entrySet()) {
                reckoned += each.getValue().isAtLeast(Math.min(4, intruder.size(each.getKey()))) ? 0 : 1;
            }
        }
        assertThat(reckoned).isGreaterThan(20);
    }

    @Test
    void whatIsLargeEverywhereIsShown() {
        List<Participation> participations = new ArrayList<>();
        for (int i = 0; i < 800; i++) {
            List<String> groups = List.of("country" + i % 4, "office" + i / 4 % 2, "scheme", "NONE");
            participations.add(new Participation("person" + i, "value" + i / 8 % 2, groups));
        }
        assertThat(Suppression.of(participations, CODES)).isEmpty();
    }

    @Test
    void theSameIsWithheldInWhateverOrderParticipationsCome() {
        List<Participation> participations = new ArrayList<>(Population.large(new Random(7), 4, false));
        Set<WithheldCell> withheld = Suppression.of(participations, CODES);
        Collections.shuffle(participations, new Random(8));

        assertThat(Suppression.of(participations, CODES)).isEqualTo(withheld);
    }

    @ParameterizedTest(name = "{0} values, like the country: {1}")
    @CsvSource({"4, false", "11, false", "140, true"})
    void ofALargeYearLittleMoreThanWhatIsSmallIsWithheld(int values, boolean likeTheCountry) {
        List<Participation> participations = Population.large(new Random(1), values, likeTheCountry);
        Set<WithheldCell> withheld = Suppression.of(participations, CODES);

        Intruder intruder = new Intruder(participations, withheld);
        long small = intruder.small().size();
        long more = withheld.stream().filter(cell -> intruder.figure(cell) > 0).count() - small;
        assertThat(more).as("withheld beside %d small ones", small).isLessThan(intruder.counted() / 5);
    }
}
