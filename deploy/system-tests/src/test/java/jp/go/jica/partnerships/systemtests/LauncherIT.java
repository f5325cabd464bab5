package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import org.junit.jupiter.api.Test;

@WithLocalSystem
class LauncherIT {

    private final LocalSystem system;
    private final Fact fact;

    LauncherIT(LocalSystem system) {
        this.system = system;
        Client client = new Client(system.addresses(), Duration.ofSeconds(30), change -> {}, Clock.systemUTC());
        this.fact = new Fact(client, system.addresses());
    }

    @Test
    void tokenOfTheDevScriptOpensAService() throws Exception {
        String token = dev("token", "--role", "recorder", "--office", "SKK").strip();

        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(system.addresses().programs() + "/v1/programs"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void secondSystemSaysWhichPortIsTakenAndByWhom() throws Exception {
        String said = system.refusal(
                Map.of(
                        "PARTNERSHIPS_STATE",
                        Path.of("target/second-state").toAbsolutePath().toString()),
                "up");

        assertThat(said)
                .contains(String.valueOf(system.addresses().programs().getPort()))
                .contains("PARTNERSHIPS_PROGRAMS_PORT")
                .contains("process ");
    }

    @Test
    void secondLauncherOfTheSameSystemIsRefused() throws Exception {
        assertThat(system.refusal(Map.of(), "up")).contains("running already");
    }

    @Test
    void launcherThatWasKilledIsFollowedByOneThatKeepsEverything() throws Exception {
        fact.activated(fact.agreement("THK", "041009"));
        String person = "/v1/participants/" + Fact.id(fact.participant("LA"));
        List<ProcessHandle> orphans = List.of(
                system.process("postgresql").orElseThrow(),
                system.process("broker").orElseThrow(),
                system.process("programs").orElseThrow());

        system.launcher().destroyForcibly().waitFor();
        assertThat(orphans).allMatch(ProcessHandle::isAlive);
        system.startAgain();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(orphans).noneMatch(ProcessHandle::isAlive));
        fact.activated(fact.agreement("THK", "041009"));
        Answer report = fact.report("/v1/reports/offices?fiscalYear=2018");
        assertThat(Fact.values(report, "office", "THK").path("agreementsSigned").asInt())
                .isEqualTo(2);
        // Also what opens what was sealed before.
        assertThat(fact.personAt(system.addresses().participants().resolve(person))
                        .json()
                        .at("/name/family")
                        .asText())
                .isEqualTo("Synthetic");
    }

    private String dev(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(system.checkout().resolve("dev").toString()), Stream.of(arguments))
                        .toList());
        builder.environment().putAll(system.environment());
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return said;
    }
}
