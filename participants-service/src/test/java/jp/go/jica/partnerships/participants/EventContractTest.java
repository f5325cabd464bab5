package jp.go.jica.partnerships.participants;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.accepted;
import static jp.go.jica.partnerships.participants.Requests.annulled;
import static jp.go.jica.partnerships.participants.Requests.arrived;
import static jp.go.jica.partnerships.participants.Requests.as;
import static jp.go.jica.partnerships.participants.Requests.instead;
import static jp.go.jica.partnerships.participants.Requests.newNumber;
import static jp.go.jica.partnerships.participants.Requests.nominated;
import static jp.go.jica.partnerships.participants.Requests.nomination;
import static jp.go.jica.partnerships.participants.Requests.patched;
import static jp.go.jica.partnerships.participants.Requests.person;
import static jp.go.jica.partnerships.participants.Requests.privacyOfficer;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.registered;
import static jp.go.jica.partnerships.participants.Requests.step;
import static jp.go.jica.partnerships.participants.Requests.stepOfPerson;
import static jp.go.jica.partnerships.participants.Requests.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import jp.go.jica.partnerships.testing.EventContract;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What consumers were promised of the events of participants and participations. */
@QuarkusTest
@WithRealServers(service = "participants")
class EventContractTest {

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    @ParameterizedTest
    @ValueSource(strings = {"participant", "participation"})
    void everyCommittedExampleKeepsTheSchema(String aggregateType) {
        assertThat(EventContract.of(aggregateType).violationsOfExamples()).isEmpty();
    }

    @Test
    void everyEventKeepsTheSchemaHasAnExampleAndTellsNothingThatTheSchemaDoesNotName()
            throws SQLException, IOException {
        PublishedPrograms programs = new PublishedPrograms(publisher, database);
        UUID run = programs.adoptedRun();
        as(Tokens.recorder("*")).body(person(newNumber())).post(PARTICIPANTS);
        Response revised = succeeded(patched(nominated(run), "{\"hostLocalGovernments\":[\"372021\"]}"));
        Response completed =
                succeeded(step(arrived(accepted(revised)), "completion", "{\"completedOn\":\"2015-11-20\"}"));
        Response corrected =
                succeeded(step(completed, "corrections", "{\"reason\":\"MISTYPED\",\"arrivedOn\":\"2015-10-06\"}"));
        succeeded(annulled(corrected));
        succeeded(step(
                arrived(accepted(nominated(run))),
                "withdrawal",
                "{\"withdrawnOn\":\"2015-11-19\",\"reason\":\"PERSONAL\"}"));
        succeeded(step(nominated(run), "rejection", "{\"rejectedOn\":\"2015-08-20\",\"reason\":\"LANGUAGE\"}"));
        Response cancelled = succeeded(
                step(accepted(nominated(run)), "cancellation", "{\"cancelledOn\":\"2015-09-20\",\"reason\":\"VISA\"}"));
        instead(cancelled, "").then().statusCode(201);
        succeeded(step(accepted(nominated(run)), "no-show", "{\"noShowOn\":\"2015-10-05\",\"reason\":\"UNKNOWN\"}"));
        succeeded(step(
                nominated(programs.runOf("ADOPTED", ",\"capacity\":0")),
                "acceptance",
                "{\"acceptedOn\":\"2015-08-20\",\"seatsExceededReason\":\"HOST_AGREES\"}"));
        String everything =
                "\"sendingCountryReason\":\"OTHER\",\"term\":\"LONG\",\"hostLocalGovernments\":[\"372021\"],"
                        + "\"acceptedOn\":\"2015-08-20\",\"arrivedOn\":\"2015-10-05\",\"completedOn\":\"2015-11-20\"";
        recorder()
                .body(nomination(registered(), run, everything).replace("\"LA\"", "\"ZZ\""))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201);
        String merged = registered();
        recorder()
                .header("If-Match", "\"1\"")
                .contentType("application/merge-patch+json")
                .body("{\"sex\":\"X\"}")
                .patch(PARTICIPANTS + "/" + merged)
                .then()
                .statusCode(200);
        succeeded(stepOfPerson(recorder(), merged, "merge", "{\"into\":\"%s\"}".formatted(registered())));
        succeeded(stepOfPerson(recorder(), merged, "merge-reversals", "{\"reason\":\"MISTAKEN\"}"));
        stepOfPerson(privacyOfficer(), merged, "erasure", "{\"reason\":\"RETENTION_EXPIRED\"}")
                .then()
                .statusCode(201);
        for (String aggregateType : List.of("participant", "participation")) {
            EventContract contract = EventContract.of(aggregateType);
            assertThat(contract.violationsOfJournal(database)).isEmpty();
            assertThat(contract.typesWithoutExample(database)).isEmpty();
            assertThat(namedBySchema(aggregateType)).containsAll(fieldsInJournal(aggregateType));
        }
        assertThat(typesInJournal())
                .containsExactlyInAnyOrder(
                        "participants.participant-registered.v1",
                        "participants.participant-revised.v1",
                        "participants.participant-merged.v1",
                        "participants.participant-merge-reversed.v1",
                        "participants.participant-erased.v1",
                        "participants.participation-nominated.v1",
                        "participants.participation-accepted.v1",
                        "participants.participation-arrived.v1",
                        "participants.participation-completed.v1",
                        "participants.participation-withdrawn.v1",
                        "participants.participation-recorded.v1",
                        "participants.participation-revised.v1",
                        "participants.participation-rejected.v1",
                        "participants.participation-cancelled.v1",
                        "participants.participation-missed.v1",
                        "participants.participation-replaced.v1",
                        "participants.participation-corrected.v1",
                        "participants.participation-annulled.v1");
        assertThat(fieldsInJournal("participation"))
                .as("every field of the schema was written")
                .containsExactlyInAnyOrderElementsOf(namedBySchema("participation"));
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
                            "participants." + String.valueOf(file.getFileName()).replace(".json", ""))
                    .toList();
        }
        assertThat(messages).containsExactlyInAnyOrderElementsOf(examples);
    }

    private static Set<String> namedBySchema(String aggregateType) throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Files.readString(Path.of("contracts/events/" + aggregateType + ".v1.json")));
        Set<String> names = new TreeSet<>();
        schema.at("/$defs/" + aggregateType + "/properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private Set<String> fieldsInJournal(String aggregateType) throws SQLException {
        return texts("select distinct jsonb_object_keys(data -> 'after') from domain_event where aggregate_type = '%s'"
                .formatted(aggregateType));
    }

    private Set<String> typesInJournal() throws SQLException {
        return texts("select distinct type from domain_event where aggregate_type <> 'rights'");
    }

    private Set<String> texts(String sql) throws SQLException {
        try (Connection connection = database.asService();
                var rows = connection.createStatement().executeQuery(sql)) {
            Set<String> texts = new TreeSet<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
