package jp.go.jica.partnerships.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {

    @TempDir
    private Path folder;

    @Test
    void whatWasHandedOutOnceIsHandedOutAgainByTheNextLauncherHoweverTheFirstEnded() throws IOException {
        Path data = folder.resolve("data");
        Passwords first = Passwords.keptIn(data);
        String password = first.of("reporting");
        String secret = first.secretOf("participants");
        String keyset = first.keysetOf("participants");

        Passwords next = Passwords.keptIn(data);
        assertThat(next.of("reporting")).isEqualTo(password);
        assertThat(next.secretOf("participants")).isEqualTo(secret).isNotEqualTo(password);
        assertThat(next.keysetOf("participants")).isEqualTo(keyset);
        try (var files = Files.list(data)) {
            assertThat(files)
                    .hasSize(1)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }
}
