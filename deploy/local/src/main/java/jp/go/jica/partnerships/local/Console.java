package jp.go.jica.partnerships.local;

import java.io.PrintStream;
import java.util.Locale;

/** One line for each thing that happens, with the seconds since the launcher began. */
final class Console {
    private final PrintStream out;
    private final long began = System.nanoTime();

    Console(PrintStream out) {
        this.out = out;
    }

    void say(String part, String what) {
        out.printf(Locale.ROOT, "%6.1f s  %-12s %s%n", secondsSinceStart(), part, what);
    }

    /** A line as it is. */
    void print(String line) {
        out.println(line);
    }

    double secondsSinceStart() {
        return (System.nanoTime() - began) / 1e9;
    }
}
