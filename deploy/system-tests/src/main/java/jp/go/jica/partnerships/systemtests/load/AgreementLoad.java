package jp.go.jica.partnerships.systemtests.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.plan.PlannedAgreement;

/** Agreements: drafted by one subject, activated by the other. */
final class AgreementLoad {

    private static final String NUMBER = "agreementNumber";

    private final Desk desk;
    private final URI agreements;
    private final Tally tally;

    AgreementLoad(Desk desk, URI service, Tally tally) {
        this.desk = desk;
        this.agreements = service.resolve("/v1/agreements");
        this.tally = tally;
    }

    void load(List<PlannedAgreement> planned, InFlight inFlight) throws InterruptedException {
        Map<String, JsonNode> there = desk.byNumber(NUMBER, agreements);
        inFlight.forEach("agreements", planned, tally, agreement -> {
            JsonNode found = there.get(agreement.body().agreementNumber());
            if (found == null) {
                found = drafted(agreement);
            } else {
                tally.found(1);
            }
            if (found.path("state").asText().equals("DRAFT")) {
                activate(
                        agreement,
                        URI.create(agreements + "/" + found.path("id").asText()));
            }
        });
    }

    private JsonNode drafted(PlannedAgreement agreement) throws InterruptedException {
        Answer answer = desk.create(agreements, agreement.body());
        return Desk.isDuplicate(answer)
                ? desk.byNumber(NUMBER, agreements)
                        .getOrDefault(agreement.body().agreementNumber(), answer.json())
                : answer.json();
    }

    private void activate(PlannedAgreement agreement, URI address) throws InterruptedException {
        String etag = desk.read(address).etag();
        var unused = desk.approve(URI.create(address + "/activation"), Map.of("signedOn", agreement.signedOn()), etag);
    }
}
