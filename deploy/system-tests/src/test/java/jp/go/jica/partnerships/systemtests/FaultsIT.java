package jp.go.jica.partnerships.systemtests;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.reporting.oracle.AnswersAndOracle;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.EventVersion;
import jp.go.jica.partnerships.systemtests.load.Loader;
import jp.go.jica.partnerships.systemtests.plan.LoadPlan;
import org.junit.jupiter.api.Test;

/**
 * Parts are killed with SIGKILL while somebody enters records; what was acknowledged is everywhere, once. {@code ./dev soak
 * [minutes]} goes on with it for as long.
 */
@WithLocalSystem
class FaultsIT {

    // No other test makes records of this office, so its report counts what is loaded here.
    private static final String OFFICE = "KYU";
    private static final String REPORT = "/v1/reports/offices?fiscalYear=2017&leadOffice=" + OFFICE;
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration WHILE = Duration.ofMinutes(Long.getLong("faults.minutes", 0));
    private static final int CHANGES_BETWEEN_KILLS = 100;
    private static final int CHANGES_IN_ONE_QUESTION = 40;

    private final LocalSystem system;
    private final Queue<EventVersion> acknowledged = new ConcurrentLinkedQueue<>();
    private final Client client;

    FaultsIT(LocalSystem system) {
        this.system = system;
        this.client = new Client(system.addresses(), LIMIT, acknowledged::add, Clock.systemUTC());
    }

    @Test
    void nothingAcknowledgedIsLostOrDoubledWhenEachPartIsKilledOnceInTheMiddleOfALoad() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService background = Executors.newSingleThreadExecutor();
        Future<List<LoadPlan>> loading = background.submit(() -> loadUntil(enough));
        Instant until = Instant.now().plus(WHILE);
        try {
            do {
                for (String part : List.of("connect", "reporting", "broker", "postgresql")) {
                    awaitMoreChanges(loading);
                    system.killAndAwait(part);
                }
            } while (Instant.now().isBefore(until));
            awaitMoreChanges(loading);
        } finally {
            enough.set(true);
            background.shutdown();
        }
        List<LoadPlan> loaded = loading.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

        assertEverythingIsInTheReportOnce(loaded);
        assertEveryAcknowledgedChangeIsFolded();
        assertTopicsHoldEveryVersionOnceAndInOrder();
        Reconciled.await(system, client);
        assertEveryReportIsTheOracles();
    }

    private List<LoadPlan> loadUntil(AtomicBoolean enough) throws InterruptedException {
        List<LoadPlan> loaded = new ArrayList<>();
        while (!enough.get()) {
            LoadPlan round = SmallPlans.round(OFFICE, loaded.size());
            Loader.load(round, client, system.addresses(), 4);
            loaded.add(round);
        }
        return loaded;
    }

    /** Only a load that goes on is one in whose middle something can be killed. */
    private void awaitMoreChanges(Future<List<LoadPlan>> loading) {
        int enough = acknowledged.size() + CHANGES_BETWEEN_KILLS;
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (loading.isDone()) {
                throw new AssertionError("The load ended: " + loading.get());
            }
            return acknowledged.size() >= enough;
        });
    }

    private void assertEverythingIsInTheReportOnce(List<LoadPlan> loaded) {
        long participations = loaded.stream().flatMap(LoadPlan::participations).count();
        long programs =
                loaded.stream().mapToLong(plan -> plan.programs().size()).sum();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            JsonNode values = client.get(
                            Fact.ANALYST, URI.create(system.addresses().reporting() + REPORT))
                    .expectSuccess()
                    .json()
                    .path("total")
                    .path("values");
            assertThat(values.path("participationsAccepted").asLong()).isEqualTo(participations);
            assertThat(values.path("participationsCompleted").asLong()).isEqualTo(participations);
            assertThat(values.path("programsAdopted").asLong()).isEqualTo(programs);
            assertThat(values.path("programsCompleted").asLong()).isEqualTo(programs);
        });
    }

    private void assertEveryAcknowledgedChangeIsFolded() throws InterruptedException {
        List<EventVersion> changes = List.copyOf(acknowledged);
        for (int from = 0; from < changes.size(); from += CHANGES_IN_ONE_QUESTION) {
            StringBuilder question = new StringBuilder(system.addresses().reporting() + REPORT);
            changes.subList(from, Math.min(changes.size(), from + CHANGES_IN_ONE_QUESTION))
                    .forEach(change -> question.append("&sees=").append(change));
            client.get(Fact.ANALYST, URI.create(question.toString())).expectSuccess();
        }
        JsonNode freshness = client.get(
                        Fact.ANALYST, URI.create(system.addresses().reporting() + "/v1/freshness"))
                .expectSuccess()
                .json();
        assertThat(freshness.path("quarantined")).isEmpty();
    }

    private void assertEveryReportIsTheOracles() {
        assertThat(AnswersAndOracle.ofTopics(system.addresses().kafka()).differencesOfReports(this::asked, 2015, 2018))
                .isEmpty();
    }

    private JsonNode asked(String path) {
        try {
            return client.get(Fact.ANALYST, URI.create(system.addresses().reporting() + path))
                    .expectSuccess()
                    .json();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void assertTopicsHoldEveryVersionOnceAndInOrder() {
        Map<String, List<Integer>> relayed =
                RelayedVersions.read(system.addresses().kafka());
        Map<String, List<Integer>> answered = acknowledged.stream()
                .collect(groupingBy(
                        change -> change.service() + "/" + change.aggregateId(),
                        mapping(EventVersion::version, toList())));

        assertThat(relayed)
                .allSatisfy((aggregate, versions) -> assertThat(versions)
                        .as(aggregate)
                        .isEqualTo(IntStream.rangeClosed(1, versions.size())
                                .boxed()
                                .toList()));
        assertThat(answered)
                .allSatisfy((aggregate, versions) -> assertThat(relayed.getOrDefault(aggregate, List.of()))
                        .as(aggregate)
                        .containsAll(versions));
    }
}
