package jp.go.jica.partnerships.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Console console = new Console(new PrintStream(said, true, StandardCharsets.UTF_8));
    private final Process child;
    private final Checkout checkout;

    LeftoversTest(@TempDir Path folder) throws Exception {
        checkout = new Checkout(folder, folder.resolve(".local"));
        child = ProcessesOfTests.start();
    }

    @BeforeEach
    void makeFolders() throws Exception {
        checkout.makeFolders();
    }

    @AfterEach
    void endChild() {
        child.destroyForcibly();
    }

    @Test
    void childOfAKilledLauncherIsEnded() throws Exception {
        PidFile.of(checkout, "programs").write(child.pid());

        assertThat(Leftovers.end(checkout, console)).isTrue();

        assertThat(child.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("programs", Long.toString(child.pid()));
        assertThat(PidFile.all(checkout)).isEmpty();
    }

    @Test
    void anotherProcessThatWasGivenTheSameIdIsLeftAlone() throws Exception {
        Files.writeString(checkout.run().resolve("programs.pid"), child.pid() + " born/long-ago\n");

        assertThat(Leftovers.end(checkout, console)).isFalse();

        assertThat(child.isAlive()).isTrue();
        assertThat(PidFile.all(checkout)).isEmpty();
    }

    @Test
    void childThatEndedByItselfIsForgotten() throws Exception {
        PidFile.of(checkout, "programs").write(child.pid());
        child.destroyForcibly().waitFor();

        assertThat(Leftovers.end(checkout, console)).isFalse();
        assertThat(PidFile.all(checkout)).isEmpty();
    }

    @Test
    void childThatDoesNotListenToAnOrderlyEndIsTakenAway() throws Exception {
        Process deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; echo deaf; while true; do sleep 1; done").start();
        deaf.getInputStream().read();

        Ending.end(ProcessIdentity.of(deaf.pid()).orElseThrow(), "TERM", Duration.ofMillis(200));

        assertThat(deaf.waitFor(5, TimeUnit.SECONDS)).isTrue();
    }
}
