package jp.go.jica.partnerships.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

    private static Listing.Position position(int i) {
        return new Listing.Position(Instant.parse("2015-04-01T00:00:00.123456Z").plusSeconds(i), new UUID(7, i));
    }

    @Test
    void theCursorOfAPageLeadsBehindItsLastRecord() {
        Listing first = Listing.of(null, "3");
        var page = first.page(IntStream.range(0, first.fetch()).boxed().toList(), ListingTest::position);
        assertThat(page.items()).containsExactly(0, 1, 2);
        assertThat(Listing.of(page.nextCursor(), null).start()).isEqualTo(position(2));
    }

    @Test
    void thereIsNoCursorAfterTheLastPage() {
        Listing listing = Listing.of(null, "3");
        assertThat(listing.page(List.of(0, 1, 2), ListingTest::position).nextCursor())
                .isNull();
    }

    @Test
    void fiftyRecordsAreThePageOfWhoDoesNotAsk() {
        assertThat(Listing.of(null, null).limit()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "501", "-1", "1.5", "", "many", "99999999999"})
    void aLimitOutsideOneToFiveHundredIsRefused(String limit) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> Listing.of(null, limit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "!", "AAAA", "MjAxNXx4", "MjAxNS0wNC0wMVQwMDowMDowMFp8eA"})
    void aCursorThatWasNotGivenOutIsRefused(String cursor) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Listing.of(cursor, null))
                .matches(refusal -> refusal.kind() == Refusal.Kind.INVALID_REQUEST);
    }
}
