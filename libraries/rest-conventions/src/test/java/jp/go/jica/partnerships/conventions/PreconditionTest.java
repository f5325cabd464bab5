package jp.go.jica.partnerships.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionTest {

    @Test
    void theTagThatWasAnsweredIsTheOneThatIsTaken() {
        assertThatNoException().isThrownBy(() -> Precondition.required("\"17\"").check(17));
    }

    @Test
    void anotherVersionIsStale() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Precondition.required("\"17\"").check(18))
                .matches(refusal -> refusal.type() == ProblemType.STALE);
    }

    @Test
    void aChangeWithoutAVersionIsNotTaken() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Precondition.required(null))
                .satisfies(refusal -> assertThat(refusal.type().status()).isEqualTo(428));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "17", "W/\"17\"", "\"17\", \"18\"", "\"\"", "\"0\"", "\"99999999999\"", "\"x\""})
    void aTagThatIsNoSingleStrongTagOfOursNeverMatches(String ifMatch) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> Precondition.required(ifMatch))
                .matches(refusal -> refusal.type() == ProblemType.STALE);
    }
}
