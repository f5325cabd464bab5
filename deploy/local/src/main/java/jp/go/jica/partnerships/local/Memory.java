package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory in megabytes, as the kernel counts it; a page that several processes share counts once. */
final class Memory {
    private Memory() {}

    static long ofProcess(long pid) {
        return kilobytes(pid) / 1024;
    }

    static long ofProcessAndChildren(long pid) {
        long children = ProcessHandle.of(pid)
                .map(process -> process.descendants()
                        .mapToLong(child -> kilobytes(child.pid()))
                        .sum())
                .orElse(0L);
        return (kilobytes(pid) + children) / 1024;
    }

    private static long kilobytes(long pid) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
                if (line.startsWith("Pss:")) {
                    return Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
        } catch (IOException goneOrNotLinux) {
            return 0;
        }
        return 0;
    }
}
