package jp.go.jica.partnerships.participants.participation;

import static jp.go.jica.partnerships.participants.Requests.PARTICIPANTS;
import static jp.go.jica.partnerships.participants.Requests.PARTICIPATIONS;
import static jp.go.jica.partnerships.participants.Requests.accepted;
import static jp.go.jica.partnerships.participants.Requests.annulled;
import static jp.go.jica.partnerships.participants.Requests.arrived;
import static jp.go.jica.partnerships.participants.Requests.nomination;
import static jp.go.jica.partnerships.participants.Requests.patched;
import static jp.go.jica.partnerships.participants.Requests.recorder;
import static jp.go.jica.partnerships.participants.Requests.step;
import static jp.go.jica.partnerships.participants.Requests.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import jp.go.jica.partnerships.participants.PublishedPrograms;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.ServiceDatabase;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No schema has a place for who somebody is, and no event has it all the same. */
@QuarkusTest
@WithRealServers(service = "participants")
class NothingPersonalInEventsTest {

    /** In small letters; a field whose name holds one of these is refused. */
    private static final Set<String> FORBIDDEN = Set.of(
            "name",
            "family",
            "given",
            "birth",
            "dateofbirth",
            "age",
            "contact",
            "mail",
            "phone",
            "address",
            "organisationname",
            "employer",
            "participantnumber",
            "passport",
            "health",
            "note",
            "comment",
            "remark",
            "text");

    /** What holds such a word and is no such thing: tens of years, as at acceptance. */
    private static final Set<String> ALLOWED = Set.of("ageBand");

    @FromServers
    ServiceDatabase database;

    @FromServers
    EventPublisher publisher;

    static Stream<Path> schemas() throws IOException {
        try (var files = Files.list(Path.of("contracts/events"))) {
            return files.toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void noSchemaNamesAFieldThatTellsWhoSomebodyIs(Path schema) throws IOException {
        List<String> fields = new ArrayList<>();
        fieldsOf(new ObjectMapper().readTree(schema.toFile()), fields);
        assertThat(fields).hasSizeGreaterThan(3).noneMatch(NothingPersonalInEventsTest::forbidden);
    }

    @Test
    void theListFindsWhatItIsMadeFor() {
        assertThat(List.of("familyName", "birthDate", "emailAddress", "participantNumber", "notes"))
                .allMatch(NothingPersonalInEventsTest::forbidden);
    }

    private static boolean forbidden(String field) {
        String small = field.toLowerCase(Locale.ROOT);
        return !ALLOWED.contains(field) && FORBIDDEN.stream().anyMatch(small::contains);
    }

    private static void fieldsOf(JsonNode schema, List<String> into) {
        for (String keyword : List.of("properties", "patternProperties", "dependentSchemas")) {
            schema.path(keyword).fieldNames().forEachRemaining(into::add);
        }
        schema.forEach(part -> fieldsOf(part, into));
    }

    @Test
    void noEventTellsAnythingOfWhoItsPersonIs() throws SQLException {
        UUID run = new PublishedPrograms(publisher, database).adoptedRun();
        Map<String, List<String>> persons = new HashMap<>();
        Response nominated = succeeded(patched(nominated(run, persons), "{\"hostLocalGovernments\":[\"372021\"]}"));
        Response completed =
                succeeded(step(arrived(accepted(nominated)), "completion", "{\"completedOn\":\"2015-11-20\"}"));
        Response corrected = succeeded(step(completed, "corrections", "{\"reason\":\"OTHER\",\"sex\":\"X\"}"));
        succeeded(annulled(corrected));
        succeeded(step(
                arrived(accepted(nominated(run, persons))),
                "withdrawal",
                "{\"withdrawnOn\":\"2015-11-19\",\"reason\":\"PERSONAL\"}"));
        succeeded(step(nominated(run, persons), "rejection", "{\"rejectedOn\":\"2015-08-20\",\"reason\":\"OTHER\"}"));
        Response missing = succeeded(step(
                accepted(nominated(run, persons)), "no-show", "{\"noShowOn\":\"2015-10-05\",\"reason\":\"TRAVEL\"}"));
        succeeded(step(
                nominated(run, persons), "cancellation", "{\"cancelledOn\":\"2015-09-01\",\"reason\":\"PERSONAL\"}"));
        step(missing, "replacement", "{\"participantId\":\"%s\"}".formatted(registered(persons)))
                .then()
                .statusCode(201);
        int told = 0;
        for (Map.Entry<String, List<String>> person : persons.entrySet()) {
            for (String event : eventsAbout(person.getKey())) {
                assertThat(event.toLowerCase(Locale.ROOT)).doesNotContain(person.getValue());
                told++;
            }
        }
        assertThat(told).as("registrations and participations").isGreaterThan(2 * persons.size());
        assertThat(persons).hasSize(6);
    }

    private static Response nominated(UUID run, Map<String, List<String>> persons) {
        return recorder()
                .body(nomination(registered(persons), run))
                .post(PARTICIPATIONS)
                .then()
                .statusCode(201)
                .extract()
                .response();
    }

    private static String registered(Map<String, List<String>> persons) {
        String mark = UUID.randomUUID().toString().replaceAll("[^a-f]", "q");
        int day = 10 + persons.size();
        Map<String, String> values = Map.of(
                "number", "no-" + mark,
                "family", "fam" + mark,
                "given", "giv" + mark,
                "birthDate", "1985-07-" + day,
                "organisation", "org" + mark,
                "email", "m" + mark + "@example.org",
                "telephone", "+8569990" + day,
                "address", "way " + mark);
        String id = recorder()
                .body("""
                {"participantNumber":"%s","name":{"family":"%s","given":"%s"},"sex":"F","birthDate":"%s","nationality":"LA",
                 "organisation":{"name":"%s","type":"GOVERNMENT"},"occupation":"ENGINEER",
                 "contact":{"email":"%s","telephone":"%s","postalAddress":"%s"}}""".formatted(
                                values.get("number"),
                                values.get("family"),
                                values.get("given"),
                                values.get("birthDate"),
                                values.get("organisation"),
                                values.get("email"),
                                values.get("telephone"),
                                values.get("address")))
                .post(PARTICIPANTS)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        persons.put(id, List.copyOf(values.values()));
        return id;
    }

    /** The whole rows, with their reasons and actors. */
    private List<String> eventsAbout(String participant) throws SQLException {
        try (Connection connection = database.asService();
                var select = connection.prepareStatement("""
                        select domain_event::text from domain_event
                        where aggregate_id = ?::uuid or data -> 'after' ->> 'participantId' = ?""")) {
            select.setString(1, participant);
            select.setString(2, participant);
            List<String> events = new ArrayList<>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    events.add(rows.getString(1));
                }
            }
            return events;
        }
    }
}
