package jp.go.jica.partnerships.systemtests.client;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The folder in which the local system keeps its data and writes down what it runs. */
public final class LocalState {

    private LocalState() {}

    public static Path folder() {
        String elsewhere = System.getenv("PARTNERSHIPS_STATE");
        return elsewhere == null
                ? Path.of(System.getProperty("partnerships.checkout", ""), ".local")
                : Path.of(elsewhere);
    }

    /** What stands in one of its files; nothing if it is not there. */
    public static Map<String, String> properties(String folder, String file) {
        Path path = folder().resolve(folder).resolve(file);
        Map<String, String> values = new HashMap<>();
        if (Files.exists(path)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(path)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        }
        return values;
    }
}
