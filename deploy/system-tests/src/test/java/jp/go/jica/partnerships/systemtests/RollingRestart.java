package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.EventVersion;
import jp.go.jica.partnerships.systemtests.client.Json;
import jp.go.jica.partnerships.systemtests.client.Unreachable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A service is replaced, as a roll-out does it, while it is used: another instance comes, and the first is told to stop. Whoever
 * asks once more is answered, and what was acknowledged is there. {@code ./dev roll} does it with each service.
 */
@WithLocalSystem
class RollingRestart {

    private static final int REQUESTS_A_SECOND = 50;
    private static final int REQUESTS_BETWEEN_STEPS = 50;
    private static final int CHANGES_IN_ONE_QUESTION = 40;

    private final LocalSystem system;
    private final Client once;
    private final Client patient;
    private final List<URI> instances = new CopyOnWriteArrayList<>();
    private final Queue<EventVersion> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger askedAgain = new AtomicInteger();

    RollingRestart(LocalSystem system) {
        this.system = system;
        this.once = new Client(system.addresses(), Duration.ZERO, acknowledged::add, Clock.systemUTC());
        this.patient = new Client(system.addresses(), Duration.ofSeconds(30), change -> {}, Clock.systemUTC());
    }

    static Stream<String> services() {
        return Stream.of(System.getProperty("rolling.services", "programs,agreements,participants,reporting")
                .split(",", -1));
    }

    @ParameterizedTest
    @MethodSource("services")
    void whoAsksOnceMoreIsAnsweredAndNothingAcknowledgedIsLost(String service) throws Exception {
        ScheduledExecutorService callers = Executors.newScheduledThreadPool(8);
        // As in a cluster (deploy/kubernetes/base/kustomization.yaml): requests in hand are finished.
        Map<String, String> gently = Map.of("QUARKUS_SHUTDOWN_TIMEOUT", "20S");
        try (Instance first = Instance.start(system, service, gently)) {
            instances.add(first.address());
            Future<?> calls = callers.scheduleAtFixedRate(
                    () -> callers.execute(() -> call(service)), 0, 1_000 / REQUESTS_A_SECOND, TimeUnit.MILLISECONDS);
            awaitMoreAnswers();
            try (Instance second = Instance.start(system, service, gently)) {
                instances.add(second.address());
                awaitMoreAnswers();
                first.stop();
                awaitMoreAnswers();
                instances.remove(first.address());
                awaitMoreAnswers();
                calls.cancel(false);
                callers.shutdown();
                assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            callers.shutdownNow();
        }
        System.out.printf(
                "%s: %d requests answered, %d of them after they were sent again%n",
                service, answered.get(), askedAgain.get());
        assertThat(failed).isEmpty();
        assertEveryAcknowledgedChangeIsFolded();
    }

    /** One request, sent to one instance and, if it gets no answer there, once more to the next. */
    private void call(String service) {
        int turn = answered.get() + failed.size();
        try {
            HttpRequest.Builder request = request(service);
            Answer answer = tryAt(instance(turn), request, path(service));
            if (answer == null) {
                askedAgain.incrementAndGet();
                answer = tryAt(instance(turn + 1), request, path(service));
            }
            if (answer == null || !answer.isSuccess()) {
                failed.add(String.valueOf(answer));
            } else {
                answered.incrementAndGet();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private URI instance(int turn) {
        List<URI> now = List.copyOf(instances);
        return now.get(turn % now.size());
    }

    /** Nothing if there was no answer, or one that asks to come again. */
    private @Nullable Answer tryAt(URI instance, HttpRequest.Builder request, String path) throws InterruptedException {
        try {
            Answer answer = once.send(
                    path.contains("report") ? Fact.ANALYST : Fact.RECORDER, request.uri(instance.resolve(path)));
            return List.of(502, 503, 504).contains(answer.status()) ? null : answer;
        } catch (Unreachable noAnswer) {
            return null;
        }
    }

    private static HttpRequest.Builder request(String service) {
        HttpRequest.Builder request = HttpRequest.newBuilder();
        return service.equals("reporting")
                ? request.GET()
                : request.header("Content-Type", "application/json")
                        // So that a change whose answer was lost is not made twice.
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(Json.write(body(service))));
    }

    private static Map<String, Object> body(String service) {
        return switch (service) {
            case "programs" -> Fact.programBody("OKN", "TV");
            case "agreements" -> Fact.agreementBody("OKN", "472018");
            default -> Fact.participantBody("TV");
        };
    }

    private static String path(String service) {
        return switch (service) {
            case "reporting" -> "/v1/reports/schemes?fiscalYear=2018";
            case "participants" -> "/v1/participants";
            default -> "/v1/" + service;
        };
    }

    private void awaitMoreAnswers() {
        int enough = answered.get() + failed.size() + REQUESTS_BETWEEN_STEPS;
        await().atMost(Duration.ofMinutes(1)).until(() -> answered.get() + failed.size() >= enough);
    }

    private void assertEveryAcknowledgedChangeIsFolded() throws InterruptedException {
        List<EventVersion> changes = new ArrayList<>(acknowledged);
        for (int from = 0; from < changes.size(); from += CHANGES_IN_ONE_QUESTION) {
            StringBuilder question = new StringBuilder(system.addresses().reporting() + path("reporting"));
            changes.subList(from, Math.min(changes.size(), from + CHANGES_IN_ONE_QUESTION))
                    .forEach(change -> question.append("&sees=").append(change));
            patient.get(Fact.ANALYST, URI.create(question.toString())).expectSuccess();
        }
    }
}
