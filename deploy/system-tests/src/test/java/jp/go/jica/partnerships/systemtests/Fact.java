package jp.go.jica.partnerships.systemtests;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.go.jica.partnerships.systemtests.client.Addresses;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.EventVersion;
import jp.go.jica.partnerships.systemtests.client.Subject;

/** Enters records step by step, as people in an office do, and remembers the changes. */
final class Fact {

    static final Subject RECORDER = Subject.of("test-recorder", "recorder", "*");
    static final Subject APPROVER = Subject.of("test-approver", "approver", "*");
    static final Subject ANALYST = Subject.of("test-analyst", "analyst", "*");

    private final Client client;
    private final Addresses addresses;
    private final List<EventVersion> changes = new ArrayList<>();

    Fact(Client client, Addresses addresses) {
        this.client = client;
        this.addresses = addresses;
    }

    List<EventVersion> changes() {
        return List.copyOf(changes);
    }

    /** A proposed course of fiscal 2018. */
    Answer program(String office, String country) throws InterruptedException {
        return change(client.post(RECORDER, programs("/v1/programs"), programBody(office, country)));
    }

    static Map<String, Object> programBody(String office, String country) {
        return Map.of(
                "programCode",
                unique("TEST-PROGRAM"),
                "title",
                Map.of("en", "A course (synthetic)", "ja", "研修(合成データ synthetic)"),
                "scheme",
                "KCCP",
                "kind",
                "GROUP_REGION",
                "leadOffice",
                office,
                "countries",
                List.of(Map.of("code", country)),
                "sectors",
                List.of(Map.of("code", "14050")),
                "proposedOn",
                "2018-04-02",
                "plannedStart",
                "2018-05-01",
                "plannedEnd",
                "2019-03-29");
    }

    /** A proposed partnership of a local government, of fiscal 2018. */
    Answer partnership(String office, String country, String localGovernment) throws InterruptedException {
        return change(client.post(
                RECORDER,
                programs("/v1/programs"),
                Map.of(
                        "programCode",
                        unique("TEST-PROGRAM"),
                        "title",
                        Map.of("en", "A partnership (synthetic)", "ja", "連携事業(合成データ synthetic)"),
                        "scheme",
                        "JPP-LG",
                        "leadOffice",
                        office,
                        "countries",
                        List.of(Map.of("code", country)),
                        "partners",
                        List.of(Map.of("localGovernment", localGovernment, "role", "IMPLEMENTING")),
                        "proposedOn",
                        "2018-04-02",
                        "plannedStart",
                        "2018-10-01",
                        "plannedEnd",
                        "2020-09-30")));
    }

    Answer adopted(Answer program) throws InterruptedException {
        return change(client.post(
                APPROVER,
                programs("/v1/programs/" + id(program) + "/adoption"),
                Map.of("adoptedOn", "2018-04-16"),
                program.etag()));
    }

    Answer run(Answer program) throws InterruptedException {
        return change(client.post(RECORDER, programs("/v1/programs/" + id(program) + "/runs"), runBody()));
    }

    static Map<String, Object> runBody() {
        return Map.of("runCode", "2018-1", "plannedStart", "2018-07-02", "plannedEnd", "2018-08-10", "capacity", 10);
    }

    Answer participant(String nationality) throws InterruptedException {
        return change(client.post(RECORDER, participants("/v1/participants"), participantBody(nationality)));
    }

    /** Somebody as a recorder sees them who may see names. */
    Answer personAt(URI address) throws InterruptedException {
        return client.send(RECORDER, HttpRequest.newBuilder(address).header("Access-Purpose", "CONTACT"))
                .expectSuccess();
    }

    static Map<String, Object> participantBody(String nationality) {
        String number = unique("TEST-PERSON");
        return Map.of(
                "participantNumber",
                number,
                "name",
                Map.of("family", "Synthetic", "given", "Person " + number),
                "sex",
                "F",
                "birthDate",
                "1985-01-02",
                "nationality",
                nationality,
                "organisation",
                Map.of("name", "Synthetic organisation", "type", "GOVERNMENT"),
                "occupation",
                "ENGINEER");
    }

    Answer participation(Answer participant, Answer run, String country) throws InterruptedException {
        return change(client.post(
                RECORDER,
                participants("/v1/participations"),
                Map.of("participantId", id(participant), "programRunId", id(run), "sendingCountry", country)));
    }

    /** From nominated to completed. */
    Answer takenThrough(Answer participation) throws InterruptedException {
        Answer accepted = step(participation, "acceptance", Map.of("acceptedOn", "2018-06-01"));
        Answer arrived = step(accepted, "arrival", Map.of("arrivedOn", "2018-07-02"));
        return step(arrived, "completion", Map.of("completedOn", "2018-08-10"));
    }

    Answer step(Answer participation, String transition, Object body) throws InterruptedException {
        return change(client.post(
                RECORDER,
                participants("/v1/participations/" + id(participation) + "/" + transition),
                body,
                participation.etag()));
    }

    Answer agreement(String office, String localGovernment) throws InterruptedException {
        return change(client.post(
                RECORDER,
                URI.create(addresses.agreements() + "/v1/agreements"),
                agreementBody(office, localGovernment)));
    }

    static Map<String, Object> agreementBody(String office, String localGovernment) {
        return Map.of(
                "agreementNumber", unique("TEST-AGREEMENT"),
                "type", "MEMORANDUM",
                "title", Map.of("en", "A memorandum (synthetic)", "ja", "覚書(合成データ synthetic)"),
                "leadOffice", office,
                "parties", List.of(Map.of("localGovernment", localGovernment)),
                "fields", List.of("WATER"),
                "effectiveFrom", "2018-10-01");
    }

    Answer activated(Answer agreement) throws InterruptedException {
        return change(client.post(
                APPROVER,
                URI.create(addresses.agreements() + "/v1/agreements/" + id(agreement) + "/activation"),
                Map.of("signedOn", "2018-10-01"),
                agreement.etag()));
    }

    /** A report that shows all changes made here. */
    Answer report(String pathAndQuery) throws InterruptedException {
        StringBuilder address = new StringBuilder(addresses.reporting() + pathAndQuery);
        for (EventVersion change : changes) {
            address.append("&sees=").append(change);
        }
        return client.get(ANALYST, URI.create(address.toString())).expectSuccess();
    }

    /** The values of one row, a missing node if there is no such row. */
    static JsonNode values(Answer report, String dimension, String code) {
        for (JsonNode row : report.json().path("rows")) {
            if (row.path("key").path(dimension).asText().equals(code)) {
                return row.path("values");
            }
        }
        return report.json().path("no such row");
    }

    static String id(Answer answer) {
        return answer.json().path("id").asText();
    }

    private Answer change(Answer answer) {
        changes.add(answer.expectSuccess()
                .eventVersion()
                .orElseThrow(() -> new AssertionError("No Event-Version: " + answer)));
        return answer;
    }

    private URI programs(String path) {
        return URI.create(addresses.programs() + path);
    }

    private URI participants(String path) {
        return URI.create(addresses.participants() + path);
    }

    private static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }
}
