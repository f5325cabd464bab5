package jp.go.jica.partnerships.conventions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceSecretTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void eachPurposeHasAKeyOfItsOwnAndAlwaysTheSame() {
        String base64 = Base64.getEncoder().encodeToString(new byte[32]);
        byte[] hash = new ServiceSecret(base64).keyFor("cursor").of(bytes("x"));
        assertThat(new ServiceSecret(base64).keyFor("cursor").of(bytes("x"))).isEqualTo(hash);
        assertThat(new ServiceSecret(base64).keyFor("idempotency").of(bytes("x")))
                .isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not base64!", "c2hvcnQ=", "MzEgYnl0ZXMgYXJlIG5vdCBlbm91Z2guLi4uLi4="})
    void aSecretThatIsNoneIsRefusedAndNotRepeated(String base64) {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new ServiceSecret(base64))
                .withMessageStartingWith("partnerships.secret")
                .withNoCause();
    }

    @Test
    void partsDoNotRunIntoOneAnother() {
        KeyedHash hash = new KeyedHash(bytes("key"));
        assertThat(hash.of(bytes("ab"), bytes("c"))).isNotEqualTo(hash.of(bytes("a"), bytes("bc")));
    }
}
