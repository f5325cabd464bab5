package jp.go.jica.partnerships.reporting;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(service = "reporting")
class ReportsTest {

    @FromServers
    EventPublisher publisher;

    @Test
    void participationCountsInTheRowOfItsCountryAndOffice() {
        Published.State program = Published.program(UUID.randomUUID())
                .with("countries", Published.shares("LA", "VN"))
                .with("adoptedOn", "2015-09-01");
        Published.State participation = Published.participation(UUID.randomUUID(), program.id())
                .with("acceptedOn", "2015-09-20")
                .with("plannedStart", "2015-10-05");
        publisher.publishInTransaction(participation.at(1), program.at(1));

        get("/v1/reports/countries?fiscalYear=2015", program.eventVersion(1), participation.eventVersion(1))
                .statusCode(200)
                .body("rows.find { it.key.country == 'LA' }.values.participationsAccepted", equalTo(1))
                .body("rows.find { it.key.country == 'VN' }.values.programsAdopted", equalTo(1))
                .body("total.values.programsAdopted", equalTo(1))
                .body("sumOfRows.programsAdopted", equalTo(2));
    }

    private static ValidatableResponse get(String path, String... sees) {
        return given().auth()
                .oauth2(Tokens.analyst())
                .queryParam("sees", List.of(sees))
                .get(path)
                .then();
    }
}
