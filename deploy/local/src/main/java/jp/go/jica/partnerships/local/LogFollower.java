package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Shows the parts' logs, each line with its part's name before it. */
final class LogFollower {
    private static final String SUFFIX = ".log";
    private static final long PAUSE_MILLIS = 200;

    private final Path folder;
    private final Console console;
    private final Map<Path, Long> shown = new HashMap<>();

    LogFollower(Path folder, Console console) {
        this.folder = folder;
        this.console = console;
    }

    /** What is there, and then what comes, until the process ends. */
    void follow() throws IOException, InterruptedException {
        while (true) {
            showNew();
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** What came since the last call, part by part. */
    void showNew() throws IOException {
        List<Path> logs;
        try (Stream<Path> files = Files.list(folder).sorted()) {
            logs = files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        }
        for (Path log : logs) {
            showNew(log);
        }
    }

    void showNew(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = shown.getOrDefault(log, 0L);
            // A new run begins its log anew.
            file.seek(from <= file.length() ? from : 0);
            String name = String.valueOf(log.getFileName());
            String part = name.substring(0, name.length() - SUFFIX.length());
            for (String line = file.readLine(); line != null; line = file.readLine()) {
                // readLine gives bytes as characters; the logs are UTF-8.
                String text = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                console.print(String.format(Locale.ROOT, "%-12s | %s", part, text));
            }
            shown.put(log, file.getFilePointer());
        }
    }
}
