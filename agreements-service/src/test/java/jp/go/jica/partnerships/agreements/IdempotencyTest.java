package jp.go.jica.partnerships.agreements;

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
@WithRealServers(service = "agreements")
class IdempotencyTest extends IdempotencyConventions {

    @Inject
    TestClock clock;

    @Inject
    RememberedAnswers answers;

    @Override
    protected Post creating(String number, String token) {
        return Post.creating("/v1/agreements", token, """
            {"agreementNumber":"%s","type":"COMPREHENSIVE_COOPERATION","title":{"en":"Clean water","ja":"きれいな水"},
             "leadOffice":"SKK","parties":[{"localGovernment":"372021"}],"fields":["WATER"],
             "effectiveFrom":"2011-10-25"}""".formatted(number));
    }

    @Override
    protected List<Post> others() {
        return List.of(activation(), activation());
    }

    private Post activation() {
        Post draft = creating("K-" + UUID.randomUUID(), Tokens.recorder(OFFICE));
        return Post.changing(
                "/v1/agreements/" + draft.sent().json().path("id").asText() + "/activation",
                Tokens.approver(OFFICE),
                "{\"signedOn\":\"2011-10-25\"}");
    }

    @Override
    protected List<String> confidential() {
        return List.of("Clean water", "きれいな水", "agreementNumber");
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
