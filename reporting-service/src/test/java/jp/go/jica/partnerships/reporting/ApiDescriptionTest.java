package jp.go.jica.partnerships.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.junit.jupiter.api.Test;

/** The description of the API that callers were given. */
@QuarkusTest
@WithRealServers(service = "reporting")
class ApiDescriptionTest {

    @Test
    void theCommittedDescriptionIsTheOneThatIsServed() throws IOException {
        JsonNode committed =
                new YAMLMapper().readTree(Path.of("contracts/openapi.yaml").toFile());
        JsonNode served = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asByteArray());
        assertThat(withoutIssuer(served))
                .as("The build writes target/openapi/openapi.yaml; copy it to contracts/ if the change is wanted")
                .isEqualTo(withoutIssuer(committed));
    }

    // Tests verify tokens by a key and name no issuer.
    private static JsonNode withoutIssuer(JsonNode description) {
        ((ObjectNode) description.path("components")).remove("securitySchemes");
        return description;
    }
}
