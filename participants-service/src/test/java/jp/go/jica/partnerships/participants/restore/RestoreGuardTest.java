package jp.go.jica.partnerships.participants.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoreGuardTest {

    private final RestoreGuard guard = new RestoreGuard();

    @Test
    void anotherConnectionThatGoesOnWhileOneLooksClosesNothing() throws SQLException {
        guard.open(held("this", 3));
        assertThat(guard.staysOpen(() -> {
                    HeldErasures seen = held("this", 3);
                    guard.open(held("this", 4));
                    return seen;
                }))
                .isTrue();
        assertThat(guard.isOpen()).isTrue();
    }

    @Test
    void databaseThatHoldsLessThanWasKnownCloses() throws SQLException {
        guard.open(held("this", 3));
        assertThat(guard.staysOpen(() -> held("this", 2))).isFalse();
    }

    @Test
    void anotherDatabaseCloses() throws SQLException {
        guard.open(held("this", 3));
        assertThat(guard.staysOpen(() -> held("other", 3))).isFalse();
    }

    private static HeldErasures held(String lineage, long position) {
        return new HeldErasures(lineage, Map.of(0, position));
    }
}
