package jp.go.jica.partnerships.conventions.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jp.go.jica.partnerships.conventions.ProblemType;
import jp.go.jica.partnerships.conventions.Refusal;
import org.junit.jupiter.api.Test;

class RateTest {

    private final Rate rate = new Rate(new CurrentVertxRequest(), 1, 3);

    @Test
    void callerWhoAsksMoreThanTheBurstIsToldWhenToComeAgain() {
        for (int i = 0; i < 3; i++) {
            rate.countCaller("hasty");
        }
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> rate.countCaller("hasty"))
                .satisfies(refusal -> {
                    assertThat(refusal.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
                    assertThat(refusal.retryAfter()).hasSeconds(1);
                });
    }

    @Test
    void oneCallerDoesNotUseUpWhatAnotherMayAsk() {
        for (int i = 0; i < 3; i++) {
            rate.countCaller("hasty");
        }
        rate.countCaller("calm");
    }
}
