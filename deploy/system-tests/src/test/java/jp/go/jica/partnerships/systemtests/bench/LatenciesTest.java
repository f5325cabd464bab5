package jp.go.jica.partnerships.systemtests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentileIsTheSmallestThatSoManyDoNotExceed() {
        Latencies latencies = Latencies.of(IntStream.rangeClosed(1, 200)
                .map(i -> 201 - i)
                .mapToObj(Duration::ofMillis)
                .toList());

        assertThat(latencies.percentile(50)).isEqualTo(Duration.ofMillis(100));
        assertThat(latencies.percentile(99)).isEqualTo(Duration.ofMillis(198));
        assertThat(latencies.percentile(100)).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void figuresAreInMilliseconds() {
        assertThat(Latencies.of(List.of(Duration.ofNanos(1_500_000))))
                .hasToString("p50 1.5 ms, p95 1.5 ms, p99 1.5 ms, longest 1.5 ms (1 changes)");
    }
}
