package jp.go.jica.partnerships.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Keeps one part running: starts it, says when it is ready, and starts it again with back-off when it dies. */
final class Supervisor {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /** A part that lived as long as this was well, so the next pause is the first one again. */
    private static final Duration WELL = Duration.ofSeconds(30);

    private static final Duration BETWEEN_ASKING = Duration.ofMillis(100);
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Part part;
    private final Checkout checkout;
    private final Console console;
    private final CountDownLatch firstReady = new CountDownLatch(1);
    private final Object lifeCycle = new Object();
    private volatile boolean stopping;
    private volatile boolean ready;
    private volatile @Nullable ProcessIdentity running;

    Supervisor(Part part, Checkout checkout, Console console) {
        this.part = part;
        this.checkout = checkout;
        this.console = console;
    }

    void start() {
        Threads.start("supervise " + part.name(), this::keepRunning);
    }

    void awaitFirstReady() throws InterruptedException {
        firstReady.await();
    }

    boolean isReady() {
        return ready;
    }

    /** Ends the part in order and lets it rest. Returns when its process is gone. */
    void stop() throws InterruptedException, IOException {
        ProcessIdentity process;
        synchronized (lifeCycle) {
            stopping = true;
            process = running;
        }
        if (process != null) {
            Ending.end(process, Ending.signalFor(part.name()));
            PidFile.of(checkout, part.name()).delete();
        }
    }

    private void keepRunning() throws IOException, InterruptedException {
        Duration pause = FIRST_PAUSE;
        while (true) {
            long began = System.nanoTime();
            Process process;
            synchronized (lifeCycle) {
                if (stopping) {
                    return;
                }
                process = spawn();
            }
            sayWhenReady(process, began);
            int exit = process.waitFor();
            ready = false;
            if (stopping) {
                return;
            }
            pause = System.nanoTime() - began > WELL.toNanos() ? FIRST_PAUSE : pause;
            console.say(
                    part.name(),
                    String.format(
                            Locale.ROOT,
                            "died (exit code %d), starting it again in %.1f s; its log: %s",
                            exit,
                            pause.toMillis() / 1e3,
                            checkout.log(part.name())));
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private Process spawn() throws IOException {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            // Ctrl-C goes to the whole terminal group; the children are to be stopped by the launcher, in order.
            command.add(SETSID.toString());
        }
        command.addAll(part.command());
        File log = checkout.log(part.name()).toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(checkout.root().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        Map<String, String> environment = builder.environment();
        environment.putAll(part.environment());
        Process process = builder.start();
        running = ProcessIdentity.of(process.pid()).orElse(null);
        PidFile.of(checkout, part.name()).write(process.pid());
        return process;
    }

    private void sayWhenReady(Process process, long began) throws InterruptedException {
        while (process.isAlive() && !stopping) {
            if (part.readiness().isReady()) {
                ready = true;
                console.say(
                        part.name(),
                        String.format(
                                Locale.ROOT,
                                "ready after %.1f s at %s (process %d)",
                                (System.nanoTime() - began) / 1e9,
                                part.address(),
                                process.pid()));
                firstReady.countDown();
                return;
            }
            Thread.sleep(BETWEEN_ASKING.toMillis());
        }
    }
}
