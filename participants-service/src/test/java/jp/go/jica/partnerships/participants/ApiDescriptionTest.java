package jp.go.jica.partnerships.participants;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jp.go.jica.partnerships.testing.ApiContract;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(service = "participants")
class ApiDescriptionTest {

    @Test
    void theCommittedDescriptionIsTheOneThatIsServed() {
        byte[] served = given().get("/q/openapi?format=json").asByteArray();
        assertThat(ApiContract.served(served))
                .as("Copy target/openapi/openapi.yaml to contracts/ if the change is wanted")
                .isEqualTo(ApiContract.committed());
    }

    @Test
    void theSameSourcesGiveTheSameText() {
        assertThat(ApiContract.writtenText()).isEqualTo(ApiContract.committedText());
    }
}
