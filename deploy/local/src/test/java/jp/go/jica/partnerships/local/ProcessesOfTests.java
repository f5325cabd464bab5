package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.util.List;

/** Real child processes for tests. */
final class ProcessesOfTests {
    /** Lives until it is ended, whatever the machine. */
    static final List<String> WAITING = List.of("sh", "-c", "while true; do sleep 1; done");

    private ProcessesOfTests() {}

    static Process start() throws IOException {
        return new ProcessBuilder(WAITING).start();
    }
}
