package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import org.junit.jupiter.api.Test;

/** A list of 5,000 programs in one request, taken in by the service with the heap that the launcher gives it. */
@WithLocalSystem
class ImportIT {

    private static final int ROWS = 5_000;
    // The file has 20 MB: whoever held it, or the programs of it, would hold more than this. A chunk of it, two million
    // characters, is held several times over: as text, as programs, as their events and as what is on its way to the
    // database.
    private static final int NOTE = 4_000;
    private static final long MOST_BYTES_MORE = 16_000_000;
    private static final String HEADER =
            "programCode,titleEn,titleJa,scheme,leadOffice,countries,sectors,notes,proposedOn,plannedStart,plannedEnd\r\n";

    private final LocalSystem system;
    private final Client client;

    ImportIT(LocalSystem system) {
        this.system = system;
        this.client = new Client(system.addresses(), Duration.ofSeconds(30), change -> {}, Clock.systemUTC());
    }

    @Test
    void fiveThousandRowsAreTakenWithoutBeingHeldAndTheJobTellsHowFarItIs() throws InterruptedException {
        // What every import needs is there afterwards.
        ended(begun("W-", 10));
        long before = bytesInUse();
        URI job = begun("M-", ROWS);
        NavigableSet<Integer> processed = new TreeSet<>();
        NavigableSet<Long> inUse = new TreeSet<>();
        JsonNode ended = await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        () -> {
                            JsonNode told = told(job);
                            if (processed.add(told.path("processed").asInt())) {
                                inUse.add(bytesInUse());
                            }
                            return told;
                        },
                        told -> told.hasNonNull("endedAt"));
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        assertThat(ended.path("created").asInt()).isEqualTo(ROWS);
        assertThat(processed.subSet(0, false, ROWS, false))
                .as("told on the way")
                .isNotEmpty();
        assertThat(inUse.last() - before)
                .as("bytes in use after a collection, beyond %d before, at one of %s", before, processed)
                .isLessThan(MOST_BYTES_MORE);
    }

    private static byte[] file(String prefix, int rows) {
        String note = "n".repeat(NOTE);
        return IntStream.range(0, rows)
                .mapToObj(i -> "%s%d,Clean water,きれいな水,JPP-PARTNER,SKK,LA,14021,%s,2015-06-01,2015-10-01,2018-09-30\r\n"
                        .formatted(prefix, i, note))
                .collect(Collectors.joining("", HEADER, ""))
                .getBytes(StandardCharsets.UTF_8);
    }

    private URI begun(String prefix, int rows) throws InterruptedException {
        Answer answer = client.send(
                Fact.RECORDER,
                HttpRequest.newBuilder(system.addresses().programs().resolve("/v1/imports?kind=programs"))
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofByteArray(file(prefix, rows))));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return system.addresses()
                .programs()
                .resolve(URI.create(answer.header("Location").orElseThrow()).getPath());
    }

    private JsonNode told(URI job) throws InterruptedException {
        return client.get(Fact.RECORDER, job).expectSuccess().json();
    }

    private void ended(URI job) {
        await().atMost(Duration.ofMinutes(1)).until(() -> told(job).hasNonNull("endedAt"));
    }

    // A histogram is made behind a full collection, so it counts what somebody still holds.
    private long bytesInUse() {
        long pid = system.process("programs").orElseThrow().pid();
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(pid),
                            "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return histogram
                    .lines()
                    .filter(line -> line.startsWith("Total"))
                    .map(line -> line.trim().split(" +", -1)[2])
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(histogram));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
