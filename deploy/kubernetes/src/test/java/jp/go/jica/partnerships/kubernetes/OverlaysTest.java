package jp.go.jica.partnerships.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import jp.go.jica.partnerships.kubernetes.rules.Rule;
import jp.go.jica.partnerships.kubernetes.rules.Rules;
import jp.go.jica.partnerships.testing.NeedsTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every overlay renders, and every rule holds for it. */
@NeedsTool(command = "kubectl", debianPackage = "kubernetes-client")
class OverlaysTest {

    static Stream<Arguments> rules() {
        return Stream.concat(
                Rules.onOneMachine().stream().map(rule -> Arguments.of("local", rule)),
                Stream.of("staging", "production")
                        .flatMap(overlay -> Rules.inACluster().stream().map(rule -> Arguments.of(overlay, rule))));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void ruleHolds(String overlay, Rule rule) {
        assertThat(rule.breaks(Overlays.of(overlay)))
                .as(rule.getClass().getSimpleName())
                .isEmpty();
    }

    @Test
    void everyOverlayIsChecked() throws IOException {
        try (Stream<Path> overlays = Files.list(Path.of("overlays"))) {
            assertThat(overlays.map(overlay -> overlay.getFileName().toString()))
                    .containsExactlyInAnyOrder("local", "staging", "production");
        }
    }

    @Test
    void callersOfProductionAreLimited() {
        assertThat(rates("local")).isEmpty();
        assertThat(rates("production"))
                .hasSize(2)
                .allSatisfy(rate -> assertThat(rate).isBetween(1, 100));
    }

    private static List<Integer> rates(String overlay) {
        Manifests manifests = Overlays.of(overlay);
        return manifests
                .of(Kind.ConfigMap)
                .flatMap(settings -> Stream.of("PARTNERSHIPS_RATE_PER_SECOND", "PARTNERSHIPS_RATE_BURST")
                        .map(name -> settings.text("/data/" + name)))
                .filter(rate -> !rate.isEmpty())
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    void overlayThatDoesNotRenderIsToldWithItsReason(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("kustomization.yaml"), "resources: [nothing.yaml]\n");
        assertThatThrownBy(() -> Manifests.rendered(folder)).hasMessageContaining("nothing.yaml");
    }
}
