package jp.go.jica.partnerships.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExpressionTest {

    @Test
    void metricsAreFoundWithTheLabelsTheyArePickedBy() {
        assertThat(new Expression("""
                        sum by (job, uri) (rate(a_total{job=~".+-service", method!="GET"}[5m])) / on (job) max(b:c) > bool 14.4 * 1e9
                          or absent(up{job="x"}) unless d and e
                        """).metrics())
                .isEqualTo(Map.of(
                        "a_total",
                        Set.of("job", "method"),
                        "b:c",
                        Set.of(),
                        "up",
                        Set.of("job"),
                        "d",
                        Set.of(),
                        "e",
                        Set.of()));
    }
}
