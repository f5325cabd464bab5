package jp.go.jica.partnerships.programs.program;

import static jp.go.jica.partnerships.programs.program.ProgramRequests.PROGRAMS;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.completed;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.patched;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.proposal;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.proposed;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.recorder;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.step;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.succeeded;
import static jp.go.jica.partnerships.programs.program.ProgramRequests.tried;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program runs under agreements of another service: known, on their way, unknown, or not signed. */
@QuarkusTest
@WithRealServers(service = "programs")
class AgreementReferenceTest {

    @FromServers
    EventPublisher publisher;

    private PublishedAgreements agreements;

    @BeforeEach
    void agreementsAreTold() {
        agreements = new PublishedAgreements(publisher);
    }

    private static String under(UUID agreement) {
        return ",\"agreementIds\":[\"%s\"]".formatted(agreement);
    }

    private static String patchUnder(UUID agreement) {
        return "{" + under(agreement).substring(1) + "}";
    }

    @Test
    void aSignedAgreementIsTakenAndFindsItsPrograms() {
        UUID agreement = agreements.signed();
        Response program = proposed(under(agreement));
        recorder()
                .queryParam("agreementId", agreement)
                .get(PROGRAMS)
                .then()
                .body("items.id", equalTo(List.of(program.<String>path("id"))));
    }

    @Test
    void anAgreementThatIsOnItsWayIsWaitedFor() {
        UUID agreement = UUID.randomUUID();
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                .execute(() -> publisher.publishInTransaction(
                        PublishedAgreements.event(agreement, 2, "SIGNED", ",\"signedOn\":\"2011-10-25\"")));
        assertThat(recorder().body(proposal(under(agreement))).post(PROGRAMS).statusCode())
                .isEqualTo(201);
    }

    @Test
    void anUnknownAgreementIsRefusedWithItsPlaceAndMayBeTriedAgain() {
        UUID unknown = UUID.randomUUID();
        for (Response refused : List.of(
                recorder().body(proposal(under(unknown))).post(PROGRAMS),
                patched(proposed(), patchUnder(unknown)),
                tried(recorder(), completed(), "corrections", "{\"reason\":\"x\"" + under(unknown) + "}"))) {
            refused.then()
                    .statusCode(422)
                    .header("Retry-After", equalTo("1"))
                    .body("type", equalTo("/problems/unknown-reference"))
                    .body("errors[0].code", equalTo("unknown-reference"))
                    .body("errors[0].pointer", equalTo("/agreementIds/0"));
        }
    }

    @Test
    void aDraftIsNoAgreementYet() {
        recorder()
                .body(proposal(under(agreements.draft())))
                .post(PROGRAMS)
                .then()
                .statusCode(409)
                .body("errors[0].code", equalTo("agreement-not-signed"));
    }

    @Test
    void whatBecomesOfAnAgreementLaterStopsNoChangeOfItsPrograms() {
        UUID agreement = agreements.signed();
        Response program = proposed(under(agreement));
        publisher.publishInTransaction(PublishedAgreements.event(agreement, 3, "CANCELLED", ""));
        Response changed = recorder()
                .header("If-Match", program.header("ETag"))
                .contentType("application/merge-patch+json")
                .queryParam("sees", "agreements/%s/3".formatted(agreement))
                .body("{\"notes\":\"x\"}")
                .patch(ProgramRequests.path(program));
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
        step(changed, "withdrawal", "{\"withdrawnOn\":\"2015-09-01\"}");
    }

    @Test
    void aWriteWaitsForTheChangeThatItNames() {
        UUID agreement = agreements.draft();
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
                .execute(() -> publisher.publishInTransaction(
                        PublishedAgreements.event(agreement, 2, "SIGNED", ",\"signedOn\":\"2011-10-25\"")));
        succeeded(recorder()
                .queryParam("sees", "agreements/%s/2".formatted(agreement))
                .body(proposal(under(agreement)))
                .post(PROGRAMS));
        recorder()
                .queryParam("sees", "agreements/%s/3".formatted(agreement))
                .body(proposal(""))
                .post(PROGRAMS)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "agreements/1/1", "participants/01890a5d-ac96-774b-bcce-b302099a8057/1"})
    void whatIsNoChangeThatArrivesHereIsRefused(String sees) {
        recorder()
                .queryParam("sees", sees)
                .body(proposal(""))
                .post(PROGRAMS)
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("?sees"));
    }
}
