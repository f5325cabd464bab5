package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.go.jica.partnerships.systemtests.client.Addresses;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.Json;
import jp.go.jica.partnerships.systemtests.client.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@WithLocalSystem
class BadInputIT {

    private static final Subject OF_NO_USE = Subject.of("test-nobody", "privacy-officer", "*");
    private static final String OFFICE = "KGN";
    private static final String COUNTRY = "NR";
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    private final Addresses addresses;
    private final Client client;
    private final Fact fact;

    BadInputIT(LocalSystem system) {
        this.addresses = system.addresses();
        this.client = new Client(addresses, Duration.ofSeconds(30), change -> {}, Clock.systemUTC());
        this.fact = new Fact(client, addresses);
    }

    /** The collections that take a POST, each with a body that would be taken and a field of it that holds a code. */
    private enum Collection {
        PROGRAMS("/v1/programs", "leadOffice"),
        AGREEMENTS("/v1/agreements", "leadOffice"),
        PARTICIPANTS("/v1/participants", "nationality"),
        PARTICIPATIONS("/v1/participations", "sendingCountry");

        private final String path;
        private final String codeField;

        Collection(String path, String codeField) {
            this.path = path;
            this.codeField = codeField;
        }

        URI at(Addresses addresses) {
            URI service = switch (this) {
                case PROGRAMS -> addresses.programs();
                case AGREEMENTS -> addresses.agreements();
                case PARTICIPANTS, PARTICIPATIONS -> addresses.participants();
            };
            return service.resolve(path);
        }

        URI listed(Addresses addresses) {
            return URI.create(at(addresses)
                    + switch (this) {
                        case PROGRAMS, AGREEMENTS -> "?leadOffice=" + OFFICE;
                        case PARTICIPANTS -> "?nationality=" + COUNTRY;
                        case PARTICIPATIONS -> "?sendingCountry=" + COUNTRY;
                    });
        }

        Map<String, Object> body() {
            return new HashMap<>(
                    switch (this) {
                        case PROGRAMS -> Fact.programBody(OFFICE, COUNTRY);
                        case AGREEMENTS -> Fact.agreementBody(OFFICE, "202100");
                        case PARTICIPANTS -> Fact.participantBody(COUNTRY);
                        case PARTICIPATIONS ->
                            Map.of(
                                    "participantId", "0b1f2c1e-7f4c-4a53-9d55-0d5a7c1f6a10",
                                    "programRunId", "0198f2a4-5b7c-7aaa-8bbb-0123456789ab",
                                    "sendingCountry", COUNTRY);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void malformedJsonIsRefused(Collection collection) throws Exception {
        assertRefused(400, collection, post(collection, "{\"title\": {"));
    }

    @ParameterizedTest
    @EnumSource
    void wrongTypeOfValueIsRefused(Collection collection) throws Exception {
        assertRefused(400, collection, post(collection, "[1, 2, 3]"));
    }

    @ParameterizedTest
    @EnumSource
    void unknownFieldIsRefusedByItsName(Collection collection) throws Exception {
        Map<String, Object> body = collection.body();
        body.put("colour", "red");

        Answer answer = assertRefused(400, collection, post(collection, Json.write(body)));

        assertThat(answer.text()).contains("colour");
    }

    @ParameterizedTest
    @EnumSource
    void unknownCodeIsRefusedByItsField(Collection collection) throws Exception {
        Map<String, Object> body = collection.body();
        body.put(collection.codeField, "QQQ");

        Answer answer = assertRefused(400, collection, post(collection, Json.write(body)));

        assertThat(answer.text()).contains(collection.codeField);
    }

    @ParameterizedTest
    @EnumSource
    void requestWithoutTokenIsRefused(Collection collection) throws Exception {
        Answer answer = client.sendAnonymously(HttpRequest.newBuilder(collection.at(addresses))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(collection.body()))));

        assertProblem(401, answer);
    }

    @ParameterizedTest
    @EnumSource
    void wrongRoleIsRefused(Collection collection) throws Exception {
        assertRefused(403, collection, client.post(OF_NO_USE, collection.at(addresses), collection.body()));
    }

    @ParameterizedTest
    @EnumSource
    void wrongContentTypeIsRefused(Collection collection) throws Exception {
        assertRefused(
                415,
                collection,
                client.send(
                        Fact.RECORDER,
                        HttpRequest.newBuilder(collection.at(addresses))
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString(Json.write(collection.body())))));
    }

    @ParameterizedTest
    @EnumSource
    void bodyOfTenMegabytesIsRefused(Collection collection) throws Exception {
        Map<String, Object> body = collection.body();
        body.put("notes", "x".repeat(TEN_MEGABYTES));

        assertRefused(413, collection, post(collection, Json.write(body)));
    }

    @Test
    void changeInTheWrongStateIsRefused() throws Exception {
        Answer program = fact.program("HKD", "LA");
        Answer agreement = fact.activated(fact.agreement("HKD", "011002"));
        Answer nominated =
                fact.participation(fact.participant("LA"), fact.run(fact.adopted(fact.program("HKD", "LA"))), "LA");

        for (Answer answer : List.of(
                client.post(
                        Fact.RECORDER,
                        addresses.programs().resolve("/v1/programs/" + Fact.id(program) + "/completion"),
                        Map.of("completedOn", "2018-09-01"),
                        program.etag()),
                client.post(
                        Fact.APPROVER,
                        addresses.agreements().resolve("/v1/agreements/" + Fact.id(agreement) + "/activation"),
                        Map.of("signedOn", "2018-10-01"),
                        agreement.etag()),
                client.post(
                        Fact.RECORDER,
                        addresses.participants().resolve("/v1/participations/" + Fact.id(nominated) + "/completion"),
                        Map.of("completedOn", "2018-09-01"),
                        nominated.etag()))) {
            assertProblem(409, answer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportRefusesWhatItDoesNotKnow(ReportQuery query) throws Exception {
        Answer answer = client.get(Fact.ANALYST, addresses.reporting().resolve("/v1/reports/countries?" + query.text));

        assertProblem(400, answer);
        assertThat(answer.text()).contains(query.named);
    }

    private enum ReportQuery {
        UNKNOWN_PARAMETER("fiscalYear=2015&colour=red", "colour"),
        UNKNOWN_OFFICE("fiscalYear=2015&leadOffice=QQQ", "leadOffice"),
        MALFORMED_YEAR("fiscalYear=twenty", "fiscalYear");

        private final String text;
        private final String named;

        ReportQuery(String text, String named) {
            this.text = text;
            this.named = named;
        }
    }

    @Test
    void reportRefusesOtherRolesAndNobody() throws Exception {
        URI report = addresses.reporting().resolve("/v1/reports/countries?fiscalYear=2015");

        assertProblem(403, client.get(OF_NO_USE, report));
        assertProblem(401, client.sendAnonymously(HttpRequest.newBuilder(report)));
    }

    @Test
    void reportTakesNoPostOfWhateverSize() throws Exception {
        URI report = addresses.reporting().resolve("/v1/reports/countries?fiscalYear=2015");

        assertProblem(405, client.post(Fact.ANALYST, report, Map.of()));
        assertProblem(
                405,
                client.send(
                        Fact.ANALYST,
                        HttpRequest.newBuilder(report)
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("\"" + "x".repeat(TEN_MEGABYTES) + "\""))));
    }

    private Answer post(Collection collection, String body) throws InterruptedException {
        return client.send(
                Fact.RECORDER,
                HttpRequest.newBuilder(collection.at(addresses))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)));
    }

    /** Refused, and nothing stored: no other test makes records of this office and this country. */
    private Answer assertRefused(int status, Collection collection, Answer answer) throws InterruptedException {
        assertProblem(status, answer);
        Answer list = client.get(Fact.RECORDER, collection.listed(addresses)).expectSuccess();
        assertThat(list.json().path("items")).isEmpty();
        return answer;
    }

    private static Answer assertProblem(int status, Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.json().path("type").asText()).isNotEmpty();
        assertThat(answer.json().path("title").asText()).isNotEmpty();
        assertThat(Stream.of("Exception", "\tat ", "jp.go.jica", "org.postgresql"))
                .noneMatch(trace -> answer.text().contains(trace));
        return answer;
    }
}
