package jp.go.jica.partnerships.testing.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jp.go.jica.partnerships.testing.Tokens;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * The rules that all services keep, tried on every operation that the service under test describes. A service extends
 * this with one example of each of its operations; an operation without one fails, so a new one cannot forget a rule.
 * Each test goes through all operations and tells all those that break the rule.
 */
public abstract class ConventionSuite extends MetricConventions {

    private static final Pattern STRONG = Pattern.compile("\"[^\"]+\"");
    private static final Pattern TAG = Pattern.compile("(W/)?" + STRONG);

    @Test
    void everyOperationHasAnExampleAndEveryExampleAnOperation() {
        assertThat(examples().operations())
                .containsExactlyInAnyOrderElementsOf(
                        operations().stream().map(Operation::name).toList());
    }

    @Test
    void everyExampleIsAnsweredAsTheDescriptionSays() {
        holds(
                operation -> true,
                operation -> wrong(
                        examples().fresh(operation).send(),
                        reply -> reply.successful() && operation.describes(reply.status())));
    }

    @Test
    void nothingIsAnsweredWithoutAGoodToken() {
        holds(operation -> !operation.open(), operation -> {
            Request example = examples().fresh(operation);
            return Stream.of(
                            example.without("Authorization"),
                            example.with("Authorization", "Basic cm9vdDpyb290"),
                            example.token("not.a.token"),
                            example.token(Tokens.with("recorder")
                                    .offices("*")
                                    .forged()
                                    .token()),
                            example.token(Tokens.with("recorder")
                                    .offices("*")
                                    .expired()
                                    .token()),
                            example.token(Tokens.with("recorder")
                                    .offices("*")
                                    .audience("others")
                                    .token()))
                    .flatMap(request -> wrong(
                            request.send(),
                            reply -> refused(reply, 401)
                                    && reply.header("WWW-Authenticate").startsWith("Bearer"))
                            .stream())
                    .findFirst();
        });
    }

    @Test
    void aTokenWithoutAKnownRoleMayDoNothing() {
        String stranger = Tokens.with("visitor").offices("*").token();
        holds(
                operation -> !operation.path().equals("/v1/me") && !operation.open(),
                operation -> wrong(examples().fresh(operation).token(stranger).send(), reply -> refused(reply, 403)));
    }

    @Test
    void aChangeSaysWhichVersionItChanges() {
        holds(Operation::changes, operation -> {
            Request example = examples().fresh(operation);
            Optional<String> missing = wrong(example.without("If-Match").send(), reply -> refused(reply, 428));
            Optional<String> stale = wrong(example.with("If-Match", "\"999\"").send(), reply -> refused(reply, 412));
            Optional<String> weak = wrong(
                    example.with("If-Match", "W/" + example.headers().get("If-Match"))
                            .send(),
                    reply -> refused(reply, 412) || refused(reply, 400));
            return missing.or(() -> stale).or(() -> weak);
        });
    }

    @Test
    void ofTwoChangesAtOnceExactlyOneWins() {
        holds(Operation::changes, operation -> {
            Request example = examples().fresh(operation);
            var first = example.sending();
            var second = example.sending();
            Reply one = first.join();
            Reply other = second.join();
            boolean fair = one.successful() != other.successful()
                    && Stream.of(one, other)
                            .filter(reply -> !reply.successful())
                            .allMatch(reply -> refused(reply, 409) || refused(reply, 412));
            return fair ? Optional.empty() : Optional.of(one + " and " + other);
        });
    }

    @Test
    void everyChangeTellsItsVersionAndItsEntityTag() {
        holds(Operation::tellsVersion, operation -> {
            Reply reply = examples().fresh(operation).send();
            return wrong(
                    reply,
                    each -> STRONG.matcher(each.header("ETag")).matches()
                            && each.header("Event-Version").split("/", -1).length == 3);
        });
    }

    @Test
    void whatWasCreatedIsAtItsLocation() {
        holds(Operation::creates, operation -> {
            Request example = examples().fresh(operation);
            Reply created = example.send();
            Optional<String> notAnswered = wrong(
                    created,
                    reply -> reply.status() == 201 && reply.header("Location").contains("/v1/"));
            if (notAnswered.isPresent() || !created.json().has("id")) {
                return notAnswered;
            }
            String path = created.header("Location").replaceFirst("^https?://[^/]+", "");
            return wrong(
                    Request.get(path, "x")
                            .with("Authorization", authorization(example))
                            .send(),
                    reply -> reply.status() == 200
                            && reply.json().path("id").equals(created.json().path("id")));
        });
    }

    @Test
    void whatWasBegunIsAtItsLocationAndComesToAnEnd() {
        holds(Operation::begins, operation -> {
            Request example = examples().fresh(operation);
            Reply begun = example.send();
            String path = begun.header("Location").replaceFirst("^https?://[^/]+", "");
            Optional<String> notBegun = wrong(
                    begun,
                    reply -> reply.status() == 202
                            && STRONG.matcher(reply.header("ETag")).matches()
                            && path.endsWith("/" + reply.json().path("id").asText())
                            && reply.json().path("processed").isIntegralNumber());
            if (notBegun.isPresent()) {
                return notBegun;
            }
            Request job = Request.get(path, "x").with("Authorization", authorization(example));
            Reply ended = Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(job::send, reply -> reply.json().has("endedAt"));
            return wrong(
                    ended,
                    reply -> reply.json().path("state").asText().equals("COMPLETED")
                            && reply.json()
                                    .path("processed")
                                    .equals(reply.json().path("total"))
                            && job.path(reply.json().path("errors").asText())
                                    .send()
                                    .successful());
        });
    }

    @Test
    void aSingleResourceIsNotSentTwiceToWhoHasIt() {
        holds(Operation::readsOne, operation -> {
            Request example = examples().fresh(operation);
            Reply read = example.send();
            String tag = read.header("ETag");
            if (!(operation.reports() ? TAG : STRONG).matcher(tag).matches()) {
                return Optional.of("no strong ETag: " + tag + " " + read);
            }
            return Stream.of(tag, "\"other\", " + tag, "W/" + tag.replaceFirst("^W/", ""), "*")
                    .flatMap(known -> wrong(
                            example.with("If-None-Match", known).send(),
                            reply -> reply.status() == 304
                                    && reply.body().isEmpty()
                                    && reply.header("ETag").equals(tag))
                            .stream())
                    .findFirst();
        });
    }

    @Test
    void aListIsPagedWithinItsLimits() {
        holds(Operation::readsList, operation -> {
            Request example = examples().fresh(operation);
            Optional<String> limits = Stream.of("0", "-1", "501", "9223372036854775808", "many", "")
                    .flatMap(limit -> wrong(
                            example.query("limit=" + limit).send(),
                            reply -> refused(reply, 400) && pointers(reply).contains("?limit"))
                            .stream())
                    .findFirst();
            Optional<String> cursors = Stream.of("", "x", "AAAA", "%00", "a".repeat(5_000))
                    .flatMap(cursor ->
                            wrong(example.query("cursor=" + cursor).send(), reply -> refused(reply, 400)).stream())
                    .findFirst();
            Optional<String> page = wrong(
                    example.query("limit=1").send(),
                    reply -> reply.status() == 200
                            && reply.json().path("items").isArray()
                            && reply.json().path("items").size() <= 1
                            && !reply.json().has("total"));
            Optional<String> total = wrong(
                    example.query("limit=1&total=true").send(),
                    reply -> reply.status() == 200 && reply.json().path("total").isIntegralNumber());
            return limits.or(() -> cursors).or(() -> page).or(() -> total);
        });
    }

    @Test
    void aCreationThatIsSentAgainUnderItsKeyIsAnsweredAgainAndNotDoneAgain() {
        holds(operation -> operation.is("POST"), operation -> {
            Request example = examples()
                    .fresh(operation)
                    .with("Idempotency-Key", UUID.randomUUID().toString());
            Reply first = example.send();
            Reply again = example.send();
            Optional<String> replayed = wrong(
                    again,
                    reply -> reply.status() == first.status()
                            && reply.body().equals(first.body())
                            && reply.header("ETag").equals(first.header("ETag"))
                            && reply.header("Event-Version").equals(first.header("Event-Version"))
                            && reply.header("Idempotency-Replayed").equals("true"));
            Optional<String> other = operation.takesBody()
                    ? wrong(example.body(" " + example.body()).send(), reply -> refused(reply, 422))
                    : Optional.empty();
            Optional<String> key = Stream.of("", "k".repeat(129), "white space")
                    .flatMap(bad ->
                            wrong(example.with("Idempotency-Key", bad).send(), reply -> refused(reply, 400)).stream())
                    .findFirst();
            return wrong(first, Reply::successful)
                    .or(() -> replayed)
                    .or(() -> other)
                    .or(() -> key);
        });
    }

    @Test
    void everyAnswerIsGuardedAndTraced() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        holds(operation -> true, operation -> {
            Request example = examples().fresh(operation).with("traceparent", "00-" + trace + "-b7ad6b7169203331-01");
            Predicate<Reply> guarded =
                    reply -> reply.header("X-Content-Type-Options").equals("nosniff")
                            && reply.header("Content-Security-Policy").contains("default-src 'none'")
                            && reply.header("Access-Control-Allow-Origin").isEmpty()
                            && reply.header("traceresponse").startsWith("00-" + trace + "-");
            Optional<String> answered =
                    wrong(example.with("Origin", "https://evil.example").send(), guarded);
            Optional<String> refused = wrong(
                    examples()
                            .fresh(operation)
                            .with("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                            .without("Authorization")
                            .send(),
                    operation.open()
                            ? guarded
                            : guarded.and(reply ->
                                    reply.json().path("traceId").asText().equals(trace)));
            return answered.or(() -> refused);
        });
    }

    private void holds(Predicate<Operation> concerned, Function<Operation, Optional<String>> violation) {
        List<String> violations = new ArrayList<>();
        operations().stream()
                .filter(concerned)
                .forEach(operation ->
                        violation.apply(operation).ifPresent(seen -> violations.add(operation + ": " + seen)));
        assertThat(violations).isEmpty();
    }

    private static Optional<String> wrong(Reply reply, Predicate<Reply> right) {
        return right.test(reply) ? Optional.empty() : Optional.of(reply + " " + reply.headers());
    }

    private static boolean refused(Reply reply, int status) {
        return reply.status() == status && reply.problem();
    }

    private static String authorization(Request example) {
        return String.valueOf(example.headers().get("Authorization"));
    }
}
