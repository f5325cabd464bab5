package jp.go.jica.partnerships.agreements.agreement;

import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.anotherRecorder;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.as;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.drafted;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.patched;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.path;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.read;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.recorder;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.signed;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.step;
import static jp.go.jica.partnerships.agreements.agreement.AgreementRequests.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.testing.EventContract;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** Every event that can come of an agreement keeps what consumers were promised. */
@QuarkusTest
@WithRealServers(service = "agreements")
class AgreementLifeTest {

    private final EventContract contract = EventContract.of("agreement");

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Inject
    Announcements announcements;

    @Test
    void everyEventOfAnAgreementsWholeLifeKeepsTheSchemaAndHasAnExample() throws SQLException {
        database.empty("agreement_due", "agreement", "domain_event");
        UUID program = new PublishedPrograms(publisher).adopted();
        Response agreement = drafted("""
            "countries":["MW"],"signatories":[{"name":"Fumiko Hayashi","office":"Mayor of Yokohama"}],"notes":"…",
            "documents":[{"name":"scan.pdf","language":"ja","mediaType":"application/pdf","sha256":"%s","size":9,"link":"https://example.org/scan.pdf"}],
            "effectiveFrom":"2015-04-01","effectiveTo":"2016-03-31","automaticRenewal":{"months":12,"noticeDays":30}""".formatted("0a".repeat(32)));
        agreement = succeeded(patched(agreement, "{\"notes\":null}"));
        agreement = signed(agreement, "2015-03-20");
        agreement = step(agreement, "amendments", """
            {"amendedOn":"2015-05-01","effectiveFrom":"2015-06-01","summary":"Sewerage is added","fields":["WATER","SEWERAGE"],
             "parties":[{"localGovernment":"141003","unit":"横浜市水道局"},{"organisation":{"name":"Kobe University","type":"ACADEMIC"}},
             {"localGovernment":"221007","formerName":"清水市"}]}""");
        succeeded(recorder().body("""
            {"kind":"DISPATCH","title":{"en":"Engineers","ja":"技術者"},"date":"2015-11","endedOn":"2016","place":"Blantyre",
             "country":"MW","programIds":["%s"],"source":"https://example.org"}""".formatted(program)).post(path(agreement) + "/activities"));
        agreement = step(read(agreement), "suspension", "{\"suspendedOn\":\"2015-12-01\",\"reason\":\"Flood\"}");
        agreement = step(agreement, "resumption", "{\"resumedOn\":\"2016-01-01\"}");
        agreement = step(agreement, "renewals", "{\"agreedOn\":\"2016-03-01\",\"effectiveTo\":\"2018-03-31\"}");
        agreement = step(agreement, "notice", "{\"noticeGivenOn\":\"2018-12-01\",\"reason\":\"Budget\"}");
        agreement = step(agreement, "corrections", "{\"reason\":\"Misread\",\"signedOn\":\"2015-03-21\"}");
        Response successor = signed(
                drafted("\"effectiveFrom\":\"2019-01-01\",\"predecessor\":\"%s\""
                        .formatted(agreement.<String>path("id"))),
                "2018-12-20");
        step(anotherRecorder(), successor, "annulment", "{\"reason\":\"Entered twice\"}");
        step(
                anotherApprover(),
                read(agreement),
                "termination",
                "{\"terminatedOn\":\"2018-12-31\",\"reason\":\"Fulfilled\"}");
        step(drafted(), "cancellation", "{\"cancelledOn\":\"2015-04-02\",\"reason\":\"Withdrawn\"}");
        Response renewing = signed(
                drafted(
                        "\"effectiveFrom\":\"2015-04-01\",\"effectiveTo\":\"2016-03-31\",\"automaticRenewal\":{\"months\":12,\"noticeDays\":30}"),
                "2015-03-20");
        step(renewing, "notice", "{\"noticeGivenOn\":\"2017-01-01\"}");
        announceEverything();

        assertThat(contract.violationsOfJournal(database)).isEmpty();
        assertThat(contract.typesWithoutExample(database)).isEmpty();
        assertThat(typesInTheJournal()).containsExactlyInAnyOrderElementsOf(examples());
    }

    // Whoever activated the successor has changed this one with it.
    private static RequestSpecification anotherApprover() {
        return as(Tokens.with("approver").offices("YOK").subject("approver-2").token());
    }

    private void announceEverything() throws SQLException {
        try (var connection = database.asService();
                var update =
                        connection.prepareStatement("update agreement_clock set announced_through = '1900-01-01'")) {
            update.executeUpdate();
        }
        boolean more;
        do {
            more = announcements.announceSome();
        } while (more);
    }

    private List<String> typesInTheJournal() throws SQLException {
        try (var connection = database.asService();
                var rows = connection.createStatement().executeQuery("select distinct type from domain_event")) {
            List<String> types = new ArrayList<>();
            while (rows.next()) {
                types.add(rows.getString(1));
            }
            return types;
        }
    }

    @Test
    void theAsynchronousDescriptionNamesEveryEventThatHasAnExample() throws IOException {
        JsonNode described =
                new YAMLMapper().readTree(Path.of("contracts/asyncapi.yaml").toFile());
        List<String> messages = new ArrayList<>();
        described
                .at("/components/messages")
                .forEach(message -> messages.add(message.path("name").asText()));
        assertThat(messages).containsExactlyInAnyOrderElementsOf(examples());
    }

    private static List<String> examples() {
        try (var files = Files.list(Path.of("contracts/examples"))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> "agreements." + name.replace(".json", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
