package jp.go.jica.partnerships.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Programs that are no Maven artifacts, as they are looked up in PATH. */
public final class Tools {

    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private Tools() {}

    /** The program of that name, if it is there. */
    public static Optional<Path> find(String command) {
        return find(command, System.getenv());
    }

    static Optional<Path> find(String command, Map<String, String> environment) {
        return SEPARATOR
                .splitAsStream(environment.getOrDefault("PATH", ""))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, command))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
