package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.util.Optional;

/** {@code ./dev down}: stops the running launcher and, with it, everything; and what a killed one has left. */
final class DownCommand {
    private final Checkout checkout;
    private final Console console;

    DownCommand(Checkout checkout, Console console) {
        this.checkout = checkout;
        this.console = console;
    }

    void run() throws IOException, InterruptedException {
        Optional<ProcessIdentity> launcher = LauncherLock.runningLauncher(checkout);
        if (launcher.isPresent()) {
            Ending.endLauncher(launcher.get());
        }
        boolean leftovers = Leftovers.end(checkout, console);
        console.print(launcher.isPresent() || leftovers ? "Everything is stopped." : "Nothing was running.");
    }
}
