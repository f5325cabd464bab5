package jp.go.jica.partnerships.contracts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The descriptions that a service has committed.
 *
 * @param released the last one that other systems were given
 */
record Description(Path committed, Path released) {

    static Description of(String service) {
        Path contracts = Path.of("..", "..", service + "-service", "contracts");
        Description description =
                new Description(contracts.resolve("openapi.yaml"), contracts.resolve("released/openapi.yaml"));
        for (Path file : Arrays.asList(description.committed, description.released)) {
            if (!Files.isRegularFile(file)) {
                throw new AssertionError(file + " is not there");
            }
        }
        return description;
    }
}
