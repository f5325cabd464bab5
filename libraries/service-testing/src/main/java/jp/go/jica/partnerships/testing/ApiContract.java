package jp.go.jica.partnerships.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The description of the API that callers were given, {@code contracts/openapi.yaml} of the module under test. The build
 * writes the present one to {@code target/openapi/openapi.yaml}; if a change is wanted, that is to be copied to contracts.
 */
public final class ApiContract {

    private ApiContract() {}

    /** What is committed. */
    public static JsonNode committed() {
        try {
            return withoutIssuer(
                    new YAMLMapper().readTree(Path.of("contracts/openapi.yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the service answers as {@code /q/openapi?format=json}, in the same form. */
    public static JsonNode served(byte[] json) {
        try {
            return withoutIssuer(new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text that is committed. */
    public static String committedText() {
        return text("contracts/openapi.yaml");
    }

    /** The text that this build has written. */
    public static String writtenText() {
        return text("target/openapi/openapi.yaml");
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Tests verify tokens by a key and name no issuer.
    private static JsonNode withoutIssuer(JsonNode description) {
        ((ObjectNode) description.path("components")).remove("securitySchemes");
        return description;
    }
}
