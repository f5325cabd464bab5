package jp.go.jica.partnerships.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Checkout checkout;
    private final Supervisor supervisor;

    SupervisorTest(@TempDir Path folder) {
        checkout = new Checkout(folder, folder.resolve(".local"));
        Part part = new Part("programs", ProcessesOfTests.WAITING, Map.of(), () -> true, "nowhere");
        supervisor = new Supervisor(part, checkout, new Console(new PrintStream(said, true, StandardCharsets.UTF_8)));
    }

    @BeforeEach
    void startPart() throws Exception {
        checkout.makeFolders();
        supervisor.start();
        supervisor.awaitFirstReady();
    }

    @AfterEach
    void stopPart() throws Exception {
        supervisor.stop();
    }

    @Test
    void partKilledWithSigkillIsStartedAgainAndOneLineSaysSo() throws Exception {
        long first = pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await().until(() -> PidFile.of(checkout, "programs").living().isPresent() && pid() != first);
        await().until(supervisor::isReady);
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .filteredOn(line -> line.contains("died"))
                .singleElement()
                .asString()
                .contains("programs", "exit code 137", "again in 0.5 s");
    }

    @Test
    void stoppedPartStaysStopped() throws Exception {
        ProcessIdentity process = PidFile.of(checkout, "programs").living().orElseThrow();

        supervisor.stop();

        assertThat(process.isAlive()).isFalse();
        assertThat(PidFile.all(checkout)).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("died");
    }

    private long pid() throws Exception {
        return PidFile.of(checkout, "programs").living().orElseThrow().pid();
    }

    @Test
    void pidFileTellsAllPartsThatRun() throws Exception {
        assertThat(PidFile.all(checkout)).extracting(PidFile::part).isEqualTo(List.of("programs"));
    }
}
