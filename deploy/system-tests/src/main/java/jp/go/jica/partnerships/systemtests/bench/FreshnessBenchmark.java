package jp.go.jica.partnerships.systemtests.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.systemtests.client.Addresses;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.EventVersion;

/**
 * {@code ./dev bench freshness [changes a second] [seconds]}: from the moment a participation is sent to the moment a
 * report shows it. Changes are sent at a fixed rate, whatever the answers take; twenty of them a second are followed by one
 * request of the report that asks to see it ({@code ?sees=}). Beside it a bare consumer of the topic sees the same events: what
 * the report takes longer is reporting's own part. People and runs are made before the clock starts.
 */
public final class FreshnessBenchmark {

    private static final String OFFICE = "NHM";
    // One measure of one office in one year, and few of them: a hundred reports a second would measure how many the
    // machine can take, and not how fresh they are.
    private static final String REPORT =
            "/v1/statistics?measure=participationsAccepted&groupBy=country&fiscalYear=2019&leadOffice=" + OFFICE;
    private static final int FOLLOWED_A_SECOND = 20;
    private static final int WARM_UP_SECONDS = 10;
    private static final int THREADS = 48;
    // So many that two changes rarely meet in one run, where the second has to wait for the first.
    private static final int RUNS = 100;

    private final Addresses addresses;
    private final Client client;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private FreshnessBenchmark(Addresses addresses, Clock clock) {
        this.addresses = addresses;
        this.client = new Client(addresses, Duration.ofSeconds(30), change -> {}, clock);
    }

    public static void main(String[] arguments) throws Exception {
        int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        PrintStream console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        FreshnessBenchmark benchmark = new FreshnessBenchmark(Addresses.ofLocalSystem(), Clock.systemUTC());
        try {
            benchmark.run(rate, seconds, console);
        } finally {
            benchmark.threads.shutdownNow();
        }
    }

    /** One change: when it was sent, acknowledged and, if somebody looked, visible, by {@code System.nanoTime()}. */
    private record Sent(String id, long sent, long acknowledged, OptionalLong visible) {}

    private void run(int rate, int seconds, PrintStream console) throws Exception {
        int measured = rate * seconds;
        int all = measured + rate * WARM_UP_SECONDS;
        console.printf("Making %d runs and %,d people …%n", RUNS, all);
        List<String> runs = new BenchmarkRuns(addresses, client)
                .make("BENCH-" + System.currentTimeMillis(), OFFICE, RUNS, all / RUNS + 1);
        List<String> people = people(all);
        console.printf(
                "Sending %d changes a second, %d s to warm up and %d s measured …%n", rate, WARM_UP_SECONDS, seconds);
        long before = inReport();
        Queue<Future<Sent>> sent = new ConcurrentLinkedQueue<>();
        try (RelayWatch relay = new RelayWatch(addresses.kafka())) {
            sendAtRate(rate, people, runs, sent);
            List<Sent> changes = new ArrayList<>();
            for (Future<Sent> future : sent) {
                changes.add(future.get());
            }
            awaitAll(before + all, changes, relay);
            print(console, changes.subList(all - measured, all), relay);
            console.printf("All %,d are in the report; requests that were sent twice: %d%n", all, client.repeated());
        }
    }

    /** The last of them are on their way when they have been acknowledged. */
    private void awaitAll(long expected, List<Sent> changes, RelayWatch relay) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (inReport() != expected
                || changes.stream().anyMatch(each -> relay.seenAt(each.id()).isEmpty())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The report counts %,d and not %,d".formatted(inReport(), expected));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void sendAtRate(int rate, List<String> people, List<String> runs, Queue<Future<Sent>> sent)
            throws InterruptedException {
        int looks = Math.max(1, rate / FOLLOWED_A_SECOND);
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            var remaining = new ConcurrentLinkedQueue<>(people);
            var beat = clock.scheduleAtFixedRate(
                    () -> {
                        String person = remaining.poll();
                        if (person != null) {
                            // Counted from here: a change that has to wait for a thread is late already.
                            long due = System.nanoTime();
                            int n = sent.size();
                            String runId = runs.get(n % runs.size());
                            sent.add(threads.submit(() -> send(person, runId, due, n % looks == 0)));
                        }
                    },
                    0,
                    TimeUnit.SECONDS.toNanos(1) / rate,
                    TimeUnit.NANOSECONDS);
            while (sent.size() < people.size()) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            beat.cancel(false);
        } finally {
            clock.shutdownNow();
        }
    }

    private Sent send(String personId, String runId, long due, boolean looks) throws InterruptedException {
        Answer change = client.post(
                        BenchmarkRuns.RECORDER,
                        addresses.participants().resolve("/v1/participations"),
                        Map.of(
                                "participantId",
                                personId,
                                "programRunId",
                                runId,
                                "sendingCountry",
                                "VN",
                                "acceptedOn",
                                BenchmarkRuns.START.minusDays(30),
                                "arrivedOn",
                                BenchmarkRuns.START,
                                "completedOn",
                                BenchmarkRuns.END))
                .expectSuccess();
        long acknowledged = System.nanoTime();
        EventVersion version = change.eventVersion().orElseThrow();
        if (!looks) {
            return new Sent(version.aggregateId(), due, acknowledged, OptionalLong.empty());
        }
        client.get(BenchmarkRuns.ANALYST, URI.create(addresses.reporting() + REPORT + "&sees=" + version))
                .expectSuccess();
        return new Sent(version.aggregateId(), due, acknowledged, OptionalLong.of(System.nanoTime()));
    }

    private static void print(PrintStream console, List<Sent> changes, RelayWatch relay) {
        List<Duration> acknowledged = new ArrayList<>();
        List<Duration> visible = new ArrayList<>();
        List<Duration> relayed = new ArrayList<>();
        List<Duration> fromCommit = new ArrayList<>();
        for (Sent change : changes) {
            acknowledged.add(Duration.ofNanos(change.acknowledged() - change.sent()));
            change.visible().ifPresent(at -> {
                visible.add(Duration.ofNanos(at - change.sent()));
                fromCommit.add(Duration.ofNanos(at - change.acknowledged()));
            });
            relay.seenAt(change.id()).ifPresent(at -> relayed.add(Duration.ofNanos(at - change.sent())));
        }
        long began = changes.stream().mapToLong(Sent::sent).min().orElseThrow();
        long ended = changes.stream().mapToLong(Sent::acknowledged).max().orElseThrow();
        console.printf("%.0f changes a second acknowledged%n", changes.size() * 1e9 / (ended - began));
        Latencies report = Latencies.of(visible);
        Latencies bare = Latencies.of(relayed);
        console.println("sent → acknowledged       " + Latencies.of(acknowledged));
        console.println("sent → bare consumer      " + bare);
        console.println("sent → visible in report  " + report);
        console.println("acknowledged → visible    " + Latencies.of(fromCommit));
        console.printf(
                Locale.ROOT,
                "report / bare consumer    p50 %.2f, p95 %.2f, p99 %.2f%n",
                ratio(report, bare, 50),
                ratio(report, bare, 95),
                ratio(report, bare, 99));
    }

    private static double ratio(Latencies one, Latencies other, int percent) {
        return Latencies.millis(one.percentile(percent)) / Latencies.millis(other.percentile(percent));
    }

    private List<String> people(int count) throws Exception {
        String prefix = "BENCH-" + System.currentTimeMillis() + "-";
        List<Future<String>> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String number = prefix + i;
            SyntheticPerson person = SyntheticPerson.of(number);
            made.add(threads.submit(() -> client.post(
                            BenchmarkRuns.RECORDER,
                            addresses.participants().resolve("/v1/participants"),
                            Map.of(
                                    "participantNumber",
                                    number,
                                    "name",
                                    Map.of("family", person.family(), "given", person.given()),
                                    "sex",
                                    "F",
                                    "birthDate",
                                    person.birthDate(),
                                    "nationality",
                                    "VN",
                                    "organisation",
                                    Map.of("name", "Synthetic organisation", "type", "GOVERNMENT"),
                                    "occupation",
                                    "ENGINEER"))
                    .expectSuccess()
                    .json()
                    .path("id")
                    .asText()));
        }
        List<String> ids = new ArrayList<>();
        for (Future<String> person : made) {
            ids.add(person.get());
        }
        return ids;
    }

    private long inReport() throws InterruptedException {
        JsonNode report = client.get(BenchmarkRuns.ANALYST, URI.create(addresses.reporting() + REPORT))
                .expectSuccess()
                .json();
        return report.path("total")
                .path("values")
                .path("participationsAccepted")
                .asLong();
    }
}
