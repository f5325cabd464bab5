package jp.go.jica.partnerships.participants;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import jp.go.jica.partnerships.conventions.idempotency.RememberedAnswers;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.TravellingClock;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.IdempotencyConventions;

@QuarkusTest
@WithRealServers(service = "participants")
class IdempotencyTest extends IdempotencyConventions {

    @Inject
    TestClock clock;

    @Inject
    RememberedAnswers answers;

    @FromServers
    EventPublisher publisher;

    @Override
    protected Post creating(String number, String token) {
        return Post.creating(Requests.PARTICIPANTS, token, Requests.person(number));
    }

    @Override
    protected List<Post> others() {
        PublishedPrograms programs = new PublishedPrograms(publisher, database);
        Response nominated = Requests.nominated(programs.adoptedRun());
        Response unwanted = Requests.nominated(programs.adoptedRun());
        Response mistyped = Requests.nominated(programs.adoptedRun());
        return List.of(
                Post.creating(
                        Requests.PARTICIPATIONS,
                        Tokens.recorder(OFFICE),
                        Requests.nomination(Requests.registered(), programs.adoptedRun())),
                Post.changing(
                        Requests.PARTICIPATIONS + "/" + nominated.path("id") + "/acceptance",
                        Tokens.recorder(OFFICE),
                        "{\"acceptedOn\":\"2015-08-20\"}"),
                Post.changing(
                        Requests.PARTICIPATIONS + "/" + unwanted.path("id") + "/rejection",
                        Tokens.recorder(OFFICE),
                        "{\"rejectedOn\":\"2015-08-20\",\"reason\":\"LANGUAGE\"}"),
                Post.changing(
                        Requests.PARTICIPATIONS + "/" + mistyped.path("id") + "/corrections",
                        Tokens.recorder(OFFICE),
                        "{\"reason\":\"MISTYPED\",\"sendingCountry\":\"VN\"}"));
    }

    @Override
    protected List<String> confidential() {
        return List.of("Keomany", "Bounthavy", "1985-01-02", "Sekong Fan Weavers", "b.keomany@example.org");
    }

    @Override
    protected TravellingClock clock() {
        return clock;
    }

    @Override
    protected int forgetExpired() {
        return answers.forgetExpired();
    }
}
