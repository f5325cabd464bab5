package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.time.Duration;

/** Ends a process: asks first, and takes it away when it does not go. */
final class Ending {
    /** How long an orderly end may take. Consumers of Kafka need 3 to 4 s, two cores shared by all parts make it more. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private Ending() {}

    /**
     * Returns when the process is gone.
     *
     * @param signal the one that this program understands as "stop in order": TERM, or INT for PostgreSQL, for
     *     which TERM means to wait until all its clients have left
     */
    static void end(ProcessIdentity process, String signal) throws InterruptedException {
        end(process, signal, PATIENCE);
    }

    /** Ends a launcher, which in its turn ends two groups of parts, one after the other. */
    static void endLauncher(ProcessIdentity process) throws InterruptedException {
        end(process, "TERM", PATIENCE.multipliedBy(3));
    }

    static void end(ProcessIdentity process, String signal, Duration patience) throws InterruptedException {
        send(process, signal);
        long giveUp = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > giveUp) {
                send(process, "KILL");
            }
            Thread.sleep(20);
        }
    }

    static String signalFor(String part) {
        return part.equals(PostgreSql.PART) ? "INT" : "TERM";
    }

    private static void send(ProcessIdentity process, String signal) throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        try {
            // The JDK can send TERM and KILL only; kill is built into every shell.
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException noShell) {
            throw new Refused("Cannot run sh to stop process " + process.pid() + ": " + noShell.getMessage());
        }
    }
}
