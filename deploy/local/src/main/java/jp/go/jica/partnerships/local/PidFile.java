package jp.go.jica.partnerships.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Remembers on disk which process runs a part, so that a launcher started later can find it again. */
record PidFile(Path file) {
    private static final String SUFFIX = ".pid";

    static PidFile of(Checkout checkout, String part) {
        return new PidFile(checkout.run().resolve(part + SUFFIX));
    }

    /** Those of all parts that were started and not known to have ended, in the order of their names. */
    static List<PidFile> all(Checkout checkout) throws IOException {
        if (!Files.isDirectory(checkout.run())) {
            return List.of();
        }
        List<PidFile> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(checkout.run()).sorted()) {
            files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(file -> found.add(new PidFile(file)));
        }
        return found;
    }

    String part() {
        String name = String.valueOf(file.getFileName());
        return name.substring(0, name.length() - SUFFIX.length());
    }

    void write(long pid) throws IOException {
        ProcessIdentity identity = ProcessIdentity.of(pid).orElse(new ProcessIdentity(pid, "ended"));
        // Whole or not at all: half a line would hide a living process.
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.writeString(draft, identity.pid() + " " + identity.birth() + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The process, if it still lives and is the very one that was remembered. */
    Optional<ProcessIdentity> living() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String[] words = Files.readString(file).strip().split(" ", 2);
        return words.length < 2
                ? Optional.empty()
                : Optional.of(new ProcessIdentity(Long.parseLong(words[0]), words[1]))
                        .filter(ProcessIdentity::isAlive);
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
