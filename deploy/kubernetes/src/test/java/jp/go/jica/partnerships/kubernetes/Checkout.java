package jp.go.jica.partnerships.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the rest of this repository says about what is deployed. */
public final class Checkout {

    public static final List<String> OWNERS = List.of("programs", "agreements", "participants");
    public static final List<String> SERVICES = List.of("programs", "agreements", "participants", "reporting");

    /** Maven runs tests in the module's folder. */
    private static final Path DEPLOY = Path.of("..");

    private static final Pattern TOPIC = Pattern.compile("\"([a-z]+\\.[a-z]+\\.v[0-9]+)\"");
    private static final Pattern EVERY_OWNERS = Pattern.compile("owner \\+ \"(\\.[a-z]+\\.v[0-9]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Checkout() {}

    static Path overlay(String name) {
        return Path.of("overlays", name);
    }

    /** Name, partitions and config of each topic. */
    public static List<JsonNode> topics() {
        return Resource.elements(json(DEPLOY.resolve("kafka/topics.json")).path("topics"));
    }

    public static JsonNode connector(String owner) {
        return json(DEPLOY.resolve("connect/%s.json".formatted(owner)));
    }

    /** What every relay worker needs. */
    public static Map<String, String> worker() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(DEPLOY.resolve("connect/worker.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> worker = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> worker.put(name, properties.getProperty(name)));
        return worker;
    }

    /** The statements that make a service's database, in lower case with single spaces, as for {@code service}. */
    public static String databaseSql(String service) {
        return text(DEPLOY.resolve("postgresql/service-database.sql"))
                .replace("${service}", service)
                .replaceAll("(?m)--.*$", "")
                .replaceAll("\\s+", " ");
    }

    /** The topics that a service's code names. It names only those that it reads: what it tells goes through the relay. */
    public static Set<String> topicsReadBy(String service) {
        Set<String> topics = new TreeSet<>();
        for (String source : sources(service)) {
            Matcher topic = TOPIC.matcher(source);
            while (topic.find()) {
                topics.add(topic.group(1));
            }
            Matcher each = EVERY_OWNERS.matcher(source);
            while (each.find()) {
                OWNERS.forEach(owner -> topics.add(owner + each.group(1)));
            }
        }
        return topics;
    }

    /** Whether a service's code names a consumer group so. */
    public static boolean hasGroup(String service, String group) {
        return sources(service).stream().anyMatch(source -> source.contains("\"%s\"".formatted(group)));
    }

    /** The default of {@code partnerships.backup-retention}, in days. */
    public static long backupRetentionDays() {
        Matcher found = Pattern.compile("\"partnerships\\.backup-retention\", defaultValue = \"P([0-9]+)D\"")
                .matcher(String.join("", sources("participants")));
        if (!found.find()) {
            throw new IllegalStateException("There is no partnerships.backup-retention any more");
        }
        return Long.parseLong(found.group(1));
    }

    /** A version of the parent, such as {@code kafka.version}. */
    public static String version(String property) {
        Matcher found = Pattern.compile("<%1$s>(.+)</%1$s>".formatted(Pattern.quote(property)))
                .matcher(text(DEPLOY.resolve("../pom.xml")));
        if (!found.find()) {
            throw new IllegalStateException("The parent has no " + property);
        }
        return found.group(1);
    }

    private static List<String> sources(String service) {
        try (Stream<Path> files = Files.walk(DEPLOY.resolve("../%s-service/src/main/java".formatted(service)))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Checkout::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
