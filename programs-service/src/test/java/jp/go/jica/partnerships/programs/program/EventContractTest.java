package jp.go.jica.partnerships.programs.program;

import static jp.go.jica.partnerships.programs.program.ProgramRequests.PROGRAMS;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.adopted;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.anotherRecorder;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.approver;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.as;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.patched;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.path;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.proposed;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.read;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.recorder;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.step;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
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

/** What consumers were promised of a program's events. */
@QuarkusTest
@WithRealServers(service = "programs")
class EventContractTest {

    private final EventContract contract = EventContract.of("program");

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @Test
    void everyCommittedExampleKeepsTheSchema() {
        assertThat(contract.violationsOfExamples()).isEmpty();
    }

    @Test
    void everyEventOfAProgramsWholeLifeKeepsTheSchemaAndHasAnExample() throws SQLException {
        UUID agreement = new PublishedAgreements(publisher).signed();
        Response earlier = proposed();
        String proposal = """
            {"programCode":"E-%s","title":{"en":"Waterworks","ja":"水道"},"scheme":"KCCP","kind":"GROUP_REGION","leadOffice":"SKK",
             "cooperatingOffices":["TIC"],"facility":"DRLC","countries":[{"code":"VN","percentage":60},{"code":"LA","percentage":40}],
             "sectors":[{"code":"14021","percentage":100}],"thematicField":"WATER_DISASTER","delivery":"HYBRID","sdgGoals":[6],
             "partners":[{"localGovernment":"141003","role":"HOST"},{"organisation":{"name":"Waterworks","type":"70"},"role":"FUNDING"}],
             "relatedPrograms":[{"programId":"%s","relation":"PHASE_OF"}],"capacity":9,"seats":[{"country":"VN","seats":2}],
             "agreementIds":["%s"],"notes":"…","proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"}""".formatted(UUID.randomUUID(), earlier.<String>path("id"), agreement);
        Response program = succeeded(recorder().body(proposal).post(PROGRAMS));
        Response run = succeeded(recorder()
                .body("{\"runCode\":\"1\",\"plannedStart\":\"2015-10-05\",\"plannedEnd\":\"2015-11-20\"}")
                .post(path(program) + "/runs"));
        succeeded(recorder()
                .header("If-Match", run.header("ETag"))
                .contentType("application/merge-patch+json")
                .body("{\"capacity\":10}")
                .patch(path(program) + "/runs/" + run.path("id")));
        program = succeeded(patched(read(program), "{\"notes\":null}"));
        program = adopted(program);
        program = step(program, "contract", "{\"contractedOn\":\"2015-09-02\"}");
        program = step(program, "start", "{\"startedOn\":\"2015-10-01\"}");
        program = step(program, "suspension", "{\"suspendedOn\":\"2016-01-01\",\"reason\":\"Flood\"}");
        program = step(program, "resumption", "{\"resumedOn\":\"2016-02-01\"}");
        program = step(program, "completion", "{\"completedOn\":\"2018-09-30\"}");
        succeeded(recorder()
                .body(
                        "{\"type\":\"3\",\"title\":{\"en\":\"Declaration\",\"ja\":\"宣言\"},\"date\":\"2019-04\",\"place\":\"Hue\",\"country\":\"VN\"}")
                .post(path(program) + "/outcomes"));
        program = step(read(program), "corrections", "{\"reason\":\"Misread\",\"adoptedOn\":\"2015-09-02\"}");
        step(anotherRecorder(), program, "annulment", "{\"reason\":\"Entered twice\"}");
        step(approver(), proposed(), "rejection", "{\"rejectedOn\":\"2015-09-01\",\"reason\":\"Budget\"}");
        step(proposed(), "withdrawal", "{\"withdrawnOn\":\"2015-09-01\"}");
        Response transferred = step(adopted(), "transfer", "{\"leadOffice\":\"KNS\",\"effectiveOn\":\"2016-04-01\"}");
        step(
                as(Tokens.recorder("KNS")),
                transferred,
                "cancellation",
                "{\"cancelledOn\":\"2016-05-01\",\"reason\":\"Coup\"}");

        assertThat(contract.violationsOfJournal(database)).isEmpty();
        assertThat(contract.typesWithoutExample(database)).isEmpty();
    }

    @Test
    void theAsynchronousDescriptionNamesEveryEventThatHasAnExample() throws IOException {
        JsonNode described =
                new YAMLMapper().readTree(Path.of("contracts/asyncapi.yaml").toFile());
        List<String> messages = new ArrayList<>();
        described
                .at("/components/messages")
                .forEach(message -> messages.add(message.path("name").asText()));
        List<String> examples;
        try (var files = Files.list(Path.of("contracts/examples"))) {
            examples = files.map(file ->
                            "programs." + String.valueOf(file.getFileName()).replace(".json", ""))
                    .toList();
        }
        assertThat(messages).containsExactlyInAnyOrderElementsOf(examples);
    }
}
