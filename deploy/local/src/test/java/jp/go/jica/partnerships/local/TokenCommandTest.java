package jp.go.jica.partnerships.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenCommandTest {
    @Test
    void subjectIsRoleAndOfficeUnlessNamed() {
        assertThat(TokenCommand.claims(List.of("--role", "recorder", "--office", "SKK")))
                .isEqualTo(Map.of("subject", "recorder-SKK", "roles", "recorder", "offices", "SKK"));
        assertThat(TokenCommand.claims(List.of("--role", "recorder", "--office", "SKK", "--subject", "hanako")))
                .containsEntry("subject", "hanako");
    }

    @Test
    void rolesOfficesAndScopesMayBeSeveral() {
        assertThat(TokenCommand.claims(List.of(
                        "--role",
                        "recorder",
                        "--role",
                        "approver",
                        "--office",
                        "SKK",
                        "--office",
                        "KNS",
                        "--scope",
                        "programs:read",
                        "--scope",
                        "programs:write")))
                .containsEntry("roles", "recorder approver")
                .containsEntry("offices", "SKK KNS")
                .containsEntry("scope", "programs:read programs:write");
    }

    @Test
    void anotherSystemHasNoOffice() {
        assertThat(TokenCommand.claims(List.of("--role", "system", "--scope", "programs:read")))
                .isEqualTo(Map.of("subject", "system", "roles", "system", "scope", "programs:read"));
    }

    @Test
    void tokenWithoutRoleIsRefused() {
        assertThatThrownBy(() -> TokenCommand.claims(List.of("--office", "SKK")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("--role");
    }

    @Test
    void misspeltOptionIsRefusedByItsName() {
        assertThatThrownBy(() -> TokenCommand.claims(List.of("--rol", "recorder")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("--rol");
    }
}
