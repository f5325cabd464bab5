package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** {@code ./dev logs [part] [-f]}: the log of one part or of all, once or as it grows. */
final class LogsCommand {
    private static final long PAUSE_MILLIS = 200;

    private final Checkout checkout;
    private final Console console;

    LogsCommand(Checkout checkout, Console console) {
        this.checkout = checkout;
        this.console = console;
    }

    void run(List<String> options) throws IOException, InterruptedException {
        List<String> parts = new ArrayList<>(options);
        boolean follow = parts.remove("-f");
        for (String part : parts) {
            if (!Files.exists(checkout.log(part))) {
                throw new Refused("There is no log of \"" + part + "\" in " + checkout.logs());
            }
        }
        LogFollower logs = new LogFollower(checkout.logs(), console);
        do {
            if (parts.isEmpty()) {
                logs.showNew();
            }
            for (String part : parts) {
                logs.showNew(checkout.log(part));
            }
            Thread.sleep(follow ? PAUSE_MILLIS : 0);
        } while (follow);
    }
}
