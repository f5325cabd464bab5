package jp.go.jica.partnerships.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the servers' own messages out of a test's output. */
final class QuietLogs {
    // A logger that nothing refers to may be collected together with its level.
    private static final List<Logger> KEPT = new CopyOnWriteArrayList<>();

    private QuietLogs() {}

    /** Lets warnings and errors through. */
    static void hush(String... categories) {
        for (String category : categories) {
            limit(category, Level.WARNING);
        }
    }

    /** Lets only errors through. */
    static void silence(String category) {
        limit(category, Level.SEVERE);
    }

    private static void limit(String category, Level level) {
        Logger logger = Logger.getLogger(category);
        logger.setLevel(level);
        KEPT.add(logger);
    }

    /** Runs something of which even the errors are expected. */
    static void silently(String category, Runnable action) {
        Logger logger = Logger.getLogger(category);
        Level before = logger.getLevel();
        logger.setLevel(Level.OFF);
        try {
            action.run();
        } finally {
            logger.setLevel(before);
        }
    }
}
