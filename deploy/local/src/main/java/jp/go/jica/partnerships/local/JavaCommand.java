package jp.go.jica.partnerships.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines of the children that are Java programs; they run on the launcher's own Java. */
final class JavaCommand {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private JavaCommand() {}

    /**
     * A Java program by its main class.
     *
     * @param heap the most it may take for objects, as {@code -Xmx} says it
     * @param classPath jars and folders; {@code folder/*} stands for all jars in it
     */
    static List<String> mainClass(String part, String heap, List<Path> classPath, List<String> mainAndArguments) {
        List<String> command = new ArrayList<>(beginning(part, heap));
        command.add("-cp");
        command.add(String.join(
                File.pathSeparator, classPath.stream().map(Path::toString).toList()));
        command.addAll(mainAndArguments);
        return command;
    }

    /** A Java program by its jar. */
    static List<String> jar(String part, String heap, Path jar) {
        List<String> command = new ArrayList<>(beginning(part, heap));
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    private static List<String> beginning(String part, String heap) {
        // Nine processes share a laptop: the collector with the least memory.
        return List.of(
                JAVA.toString(),
                "-Dpartnerships.part=" + part,
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (compiledInFull() ? 4 : 1),
                "-Xss512k",
                "-Dfile.encoding=UTF-8");
    }

    /** Whether the second compiler follows the first, as it does in production; the first alone starts quickest. */
    private static boolean compiledInFull() {
        String compiler = System.getenv().getOrDefault("PARTNERSHIPS_COMPILER", "first");
        return switch (compiler) {
            case "first" -> false;
            case "both" -> true;
            default -> throw new IllegalArgumentException("PARTNERSHIPS_COMPILER is first or both, not " + compiler);
        };
    }
}
