package jp.go.jica.partnerships.programs;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.conventions.idempotency.RememberedAnswers;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.TravellingClock;
import jp.go.jica.partnerships.testing.WithRealServers;
import jp.go.jica.partnerships.testing.conventions.IdempotencyConventions;

@QuarkusTest
@WithRealServers(service = "programs")
class IdempotencyTest extends IdempotencyConventions {

    @Inject
    TestClock clock;

    @Inject
    RememberedAnswers answers;

    @Override
    protected Post creating(String number, String token) {
        return Post.creating("/v1/programs", token, """
            {"programCode":"%s","title":{"en":"Clean water","ja":"きれいな水"},"scheme":"JPP-LG","leadOffice":"SKK",
             "countries":[{"code":"LA"}],"sectors":[{"code":"14021"}],
             "partners":[{"localGovernment":"372021","role":"IMPLEMENTING"}],
             "proposedOn":"2015-06-01","plannedStart":"2015-10-01","plannedEnd":"2018-09-30"}""".formatted(number));
    }

    @Override
    protected List<Post> others() {
        return List.of(adoption(), adoption(), run(), run());
    }

    private Post adoption() {
        return Post.changing(proposed() + "/adoption", Tokens.approver(OFFICE), "{\"adoptedOn\":\"2015-09-01\"}");
    }

    private Post run() {
        return Post.creating(
                proposed() + "/runs",
                Tokens.recorder(OFFICE),
                "{\"runCode\":\"2015-1\",\"plannedStart\":\"2015-10-05\",\"plannedEnd\":\"2015-11-20\"}");
    }

    private String proposed() {
        Post proposal = creating("K-" + UUID.randomUUID(), Tokens.recorder(OFFICE));
        return "/v1/programs/" + proposal.sent().json().path("id").asText();
    }

    @Override
    protected List<String> confidential() {
        return List.of("Clean water", "きれいな水", "programCode");
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
