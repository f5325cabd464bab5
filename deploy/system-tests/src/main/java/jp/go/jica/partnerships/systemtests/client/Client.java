package jp.go.jica.partnerships.systemtests.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls the services as one of its subjects. What a service asks to be repeated ({@code Retry-After}) and what got no
 * answer is sent again until the patience is over, so that any part may be killed meanwhile. A change that got no answer
 * may have been made nevertheless: when sent again it is refused as a duplicate or as stale, and the caller looks.
 */
public final class Client {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE_WITHOUT_ANSWER = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final HttpClient http;
    private final Tokens tokens;
    private final Duration patience;
    private final Consumer<EventVersion> acknowledged;
    private final LongAdder repeated = new LongAdder();

    /**
     * @param patience how long one request is repeated while it gets no answer
     * @param acknowledged is told of each change that was answered with success
     */
    public Client(Addresses addresses, Duration patience, Consumer<EventVersion> acknowledged, Clock clock) {
        // With HTTP/2 the client would first ask for an upgrade on every new connection.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        this.tokens = new Tokens(http, addresses.issuer(), clock);
        this.patience = patience;
        this.acknowledged = acknowledged;
    }

    public Answer get(Subject subject, URI address) throws InterruptedException {
        return send(subject, HttpRequest.newBuilder(address).GET());
    }

    public Answer post(Subject subject, URI address, Object body) throws InterruptedException {
        return post(subject, address, body, null);
    }

    /**
     * Sends a change.
     *
     * @param ifMatch the version to be changed, as {@link Answer#etag} gave it
     */
    public Answer post(Subject subject, URI address, Object body, @Nullable String ifMatch)
            throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(body)));
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        return send(subject, request);
    }

    /** Sends the request once, without a token. */
    public Answer sendAnonymously(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new Answer(http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString()));
    }

    /** How many requests were sent a second time. */
    public long repeated() {
        return repeated.sum();
    }

    /**
     * Sends the request, again and again if need be.
     *
     * @throws Unreachable if no answer came in all the time
     */
    public Answer send(Subject subject, HttpRequest.Builder request) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                Answer answer = once(subject, request);
                if (!asksToBeRepeated(answer) || System.nanoTime() > end) {
                    answer.eventVersion().filter(version -> answer.isSuccess()).ifPresent(acknowledged);
                    return answer;
                }
                pause(retryAfter(answer));
            } catch (IOException noAnswer) {
                if (System.nanoTime() > end) {
                    throw new Unreachable(request.build().uri(), patience, noAnswer);
                }
                pause(PAUSE_WITHOUT_ANSWER);
            }
            repeated.increment();
        }
    }

    private Answer once(Subject subject, HttpRequest.Builder request) throws IOException, InterruptedException {
        request.setHeader("Authorization", "Bearer " + tokens.of(subject)).timeout(TIMEOUT);
        return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    }

    private static boolean asksToBeRepeated(Answer answer) {
        return answer.status() == 502
                || answer.status() == 503
                || answer.status() == 504
                || (!answer.isSuccess() && answer.header("Retry-After").isPresent());
    }

    private static Duration retryAfter(Answer answer) {
        Duration asked = answer.header("Retry-After")
                .filter(value -> value.matches("[0-9]{1,4}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(PAUSE_WITHOUT_ANSWER);
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    private static void pause(Duration duration) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(duration.toNanos());
    }
}
