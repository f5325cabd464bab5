package jp.go.jica.partnerships.conventions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

    private static final Cursors PROGRAMS = cursors("secret", "/v1/programs");

    private static Cursors cursors(String secret, String list) {
        return new Cursors(new KeyedHash(secret.getBytes(UTF_8)), list.getBytes(UTF_8));
    }

    private static Listing listing(@Nullable String cursor, @Nullable String limit) {
        return Listing.of(cursor, limit, null, PROGRAMS);
    }

    private static Listing.Position position(int i) {
        return new Listing.Position(Instant.parse("2015-04-01T00:00:00.123456Z").plusSeconds(i), new UUID(7, i));
    }

    private static Page<Integer> page(Listing listing, int found) {
        return listing.page(IntStream.range(0, found).boxed().toList(), ListingTest::position, () -> 17);
    }

    private static String cursor() {
        return Objects.requireNonNull(page(listing(null, "3"), 4).nextCursor());
    }

    @Test
    void theCursorOfAPageLeadsBehindItsLastRecord() {
        assertThat(page(listing(null, "3"), 4).items()).containsExactly(0, 1, 2);
        assertThat(listing(cursor(), null).start()).isEqualTo(position(2));
    }

    @Test
    void thereIsNoCursorAfterTheLastPage() {
        assertThat(page(listing(null, "3"), 3).nextCursor()).isNull();
    }

    @Test
    void fiftyRecordsAreThePageOfWhoDoesNotAsk() {
        assertThat(listing(null, null).limit()).isEqualTo(50);
    }

    @Test
    void theTotalIsToldToWhoAsksOnly() {
        assertThat(page(Listing.of(null, null, "true", PROGRAMS), 1).total()).isEqualTo(17);
        assertThat(page(Listing.of(null, null, "false", PROGRAMS), 1).total()).isNull();
        assertThat(page(listing(null, null), 1).total()).isNull();
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Listing.of(null, null, "yes", PROGRAMS));
    }

    @Test
    void aListThatIsAtHandIsPagedWithoutLossOrRepetition() {
        List<UUID> all = IntStream.range(0, 5).mapToObj(i -> new UUID(7, i)).toList();
        Page<UUID> first = listing(null, "2").pageOfWhole(all, id -> id);
        Page<UUID> second = listing(first.nextCursor(), "2").pageOfWhole(all, id -> id);
        Page<UUID> third = listing(second.nextCursor(), "2").pageOfWhole(all, id -> id);
        assertThat(first.items()).isEqualTo(all.subList(0, 2));
        assertThat(second.items()).isEqualTo(all.subList(2, 4));
        assertThat(third.items()).isEqualTo(all.subList(4, 5));
        assertThat(third.nextCursor()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "1.5", "", "many", "99999999999"})
    void aLimitOutsideOneToFiveHundredIsRefused(String limit) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> listing(null, limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA", "MjAxNXx4", "MjAxNS0wNC0wMVQwMDowMDowMFp8eA"})
    void aCursorThatWasNotGivenOutIsRefused(String cursor) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> listing(cursor, null))
                .matches(refusal -> refusal.type() == ProblemType.INVALID_REQUEST);
    }

    @Test
    void aCursorThatWasChangedAnywhereIsRefused() {
        String cursor = cursor();
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String changed = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> listing(changed, null));
        }
    }

    @Test
    void aCursorOfAnotherListOrAnotherServiceIsRefused() {
        for (Cursors others : List.of(cursors("secret", "/v1/agreements"), cursors("other", "/v1/programs"))) {
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Listing.of(cursor(), null, null, others));
        }
    }
}
