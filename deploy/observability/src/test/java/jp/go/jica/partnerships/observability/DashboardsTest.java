package jp.go.jica.partnerships.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DashboardsTest {

    /** The questions of all panels. */
    static List<String> questions() {
        List<String> questions = new ArrayList<>();
        Checkout.dashboards()
                .values()
                .forEach(dashboard -> dashboard
                        .path("panels")
                        .forEach(panel -> panel.path("targets")
                                .forEach(target ->
                                        questions.add(target.path("expr").asText()))));
        return questions;
    }

    @Test
    void everyPanelSaysWhatItShowsAsksForItAndOverlapsNone() {
        Checkout.dashboards().forEach((file, dashboard) -> {
            List<JsonNode> panels = new ArrayList<>();
            dashboard.path("panels").forEach(panels::add);
            assertThat(panels).as(file.toString()).isNotEmpty().allSatisfy(panel -> {
                assertThat(panel.path("title").asText()).isNotBlank();
                assertThat(panel.path("targets")).isNotEmpty();
                assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(panels)
                        .filteredOn(other -> !other.path("id").equals(panel.path("id")))
                        .noneMatch(other -> overlap(panel, other));
            });
            assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        });
        assertThat(Checkout.dashboards().values())
                .extracting(dashboard -> dashboard.path("uid").asText())
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        return within(one, other, "x", "w") && within(one, other, "y", "h");
    }

    private static boolean within(JsonNode one, JsonNode other, String from, String size) {
        int start = one.path("gridPos").path(from).asInt();
        int otherStart = other.path("gridPos").path(from).asInt();
        return start < otherStart + other.path("gridPos").path(size).asInt()
                && otherStart < start + one.path("gridPos").path(size).asInt();
    }
}
