package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.EventVersion;
import jp.go.jica.partnerships.systemtests.load.Loader;
import jp.go.jica.partnerships.systemtests.plan.LoadPlan;
import org.junit.jupiter.api.Test;

@WithLocalSystem
class JourneyIT {

    private final LocalSystem system;
    private final List<EventVersion> acknowledged = new CopyOnWriteArrayList<>();
    private final Client client;
    private final Fact fact;

    JourneyIT(LocalSystem system) {
        this.system = system;
        this.client = new Client(system.addresses(), Duration.ofSeconds(30), acknowledged::add, Clock.systemUTC());
        this.fact = new Fact(client, system.addresses());
    }

    @Test
    void factTravelsFromTheRestCallToTheReportAndItsCsv() throws Exception {
        Answer program = fact.adopted(fact.program("OKN", "TV"));
        Answer run = fact.run(program);
        Answer participation = fact.takenThrough(fact.participation(fact.participant("TV"), run, "TV"));
        assertThat(participation.json().path("state").asText()).isEqualTo("COMPLETED");

        Answer report = fact.report("/v1/reports/countries?fiscalYear=2018&leadOffice=OKN");

        JsonNode tuvalu = Fact.values(report, "country", "TV");
        assertThat(tuvalu.path("participationsAccepted").asInt()).isEqualTo(1);
        assertThat(tuvalu.path("participationsCompleted").asInt()).isEqualTo(1);
        assertThat(tuvalu.path("programsAdopted").asInt()).isEqualTo(1);
        assertThat(report.json()
                        .path("total")
                        .path("values")
                        .path("participationsAccepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(report.json().path("position").asLong()).isPositive();
        assertThat(csv("/v1/reports/countries?fiscalYear=2018&leadOffice=OKN"))
                .contains(
                        "TV participationsAccepted 1",
                        "TV participationsCompleted 1",
                        "TV programsAdopted 1",
                        "_T participationsAccepted 1");
    }

    @Test
    void signedAgreementIsInItsOfficesReport() throws Exception {
        fact.activated(fact.agreement("HRK", "172014"));

        Answer report = fact.report("/v1/reports/offices?fiscalYear=2018");

        assertThat(Fact.values(report, "office", "HRK").path("agreementsSigned").asInt())
                .isEqualTo(1);
    }

    @Test
    void programOfAnotherOwnerIsKnownToParticipantsAtOnce() throws Exception {
        Answer run = fact.run(fact.adopted(fact.program("CGK", "KI")));

        Answer participation = fact.participation(fact.participant("KI"), run, "KI");

        assertThat(participation.status()).isEqualTo(201);
    }

    @Test
    void loadThatWasKilledIsCompletedByTheNextOneAndAThirdOneChangesNothing() throws Exception {
        LoadPlan plan = SmallPlans.annualReport();
        Loader.load(SmallPlans.half(plan), client, system.addresses(), 4);
        int half = acknowledged.size();
        Loader.load(plan, client, system.addresses(), 4);
        int whole = acknowledged.size();
        Loader.load(plan, client, system.addresses(), 4);

        assertThat(half).isPositive();
        assertThat(whole).isEqualTo(changesOf(plan));
        assertThat(acknowledged).hasSize(whole);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(fact.report("/v1/reports/offices?fiscalYear=2007&facility=DRLC")
                                .json()
                                .path("total")
                                .path("values")
                                .path("participationsAccepted")
                                .asLong())
                        .isEqualTo(plan.participations().count()));
    }

    /** One for each record, transition and run. */
    private static int changesOf(LoadPlan plan) {
        long held = plan.programs().stream()
                .filter(program -> program.held() != null)
                .count();
        return (int) (plan.agreements().size() * 2L
                + plan.programs().size() * 2L
                + held * 2
                + plan.runs().count()
                + plan.participations().count() * 2);
    }

    /** One entry for each observation: country, measure, value. */
    private List<String> csv(String pathAndQuery) throws InterruptedException {
        Answer answer = client.send(
                Fact.ANALYST,
                HttpRequest.newBuilder(URI.create(system.addresses().reporting() + pathAndQuery))
                        .header("Accept", "text/csv"));
        assertThat(answer.expectSuccess().header("Content-Type").orElse("")).startsWith("text/csv");
        return CsvReader.builder().ofNamedCsvRecord(answer.text()).stream()
                .map(row ->
                        "%s %s %s".formatted(row.getField("country"), row.getField("measure"), row.getField("value")))
                .toList();
    }
}
