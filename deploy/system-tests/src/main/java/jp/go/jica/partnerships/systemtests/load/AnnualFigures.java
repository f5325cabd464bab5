package jp.go.jica.partnerships.systemtests.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jp.go.jica.partnerships.systemtests.client.Addresses;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.systemtests.client.Subject;

/** The annual report's page as the system computes it, beside what the printed one says. */
final class AnnualFigures {

    private static final Subject ANALYST = Subject.of("loader-analyst", "analyst", "*");
    private static final Duration POLL = Duration.ofMillis(250);
    private static final String ANNUAL = "/v1/reports/annual?fiscalYear=2015";

    /** As printed: JICA Annual Report 2016, "Partnerships with Local Governments". The approximate ones are rounded. */
    private static final Map<String, Integer> PRINTED = Map.of(
            "jpp-lg-adopted", 31,
            "kccp-participations", 10_000,
            "kccp-countries", 140,
            "drlc-participations", 2_355,
            "drlc-countries", 109,
            "domestic-offices", 14);

    private final Client client;
    private final Addresses addresses;

    AnnualFigures(Client client, Addresses addresses) {
        this.client = client;
        this.addresses = addresses;
    }

    /** One line each figure; a figure that differs from the printed one begins with {@code WRONG}. */
    record Page(List<String> lines, boolean right) {}

    /**
     * The page, as soon as every owner's changes of before are in.
     *
     * @param changed when the last change was acknowledged
     * @param patience the page is given as it is then
     */
    Page after(Instant changed, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        JsonNode report = report();
        while (!isComplete(report, changed) && System.nanoTime() < end) {
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
            report = report();
        }
        return page(report);
    }

    /**
     * Returns if the page can be had, whatever is in it.
     *
     * @throws jp.go.jica.partnerships.systemtests.client.Unreachable if the system does not run
     */
    void areThere() throws InterruptedException {
        var unused = report();
    }

    private JsonNode report() throws InterruptedException {
        return client.get(ANALYST, URI.create(addresses.reporting() + ANNUAL))
                .expectSuccess()
                .json();
    }

    private static boolean isComplete(JsonNode report, Instant changed) {
        for (JsonNode owner : report.path("owners")) {
            String completeUntil = owner.path("completeUntil").asText("");
            if (completeUntil.isEmpty() || Instant.parse(completeUntil).isBefore(changed)) {
                return false;
            }
        }
        return !report.path("owners").isEmpty();
    }

    private static Page page(JsonNode report) {
        List<String> lines = new ArrayList<>();
        boolean right = true;
        List<String> missing = new ArrayList<>(PRINTED.keySet());
        for (JsonNode figure : report.path("figures")) {
            String id = figure.path("id").asText();
            missing.remove(id);
            JsonNode shown = figure.hasNonNull("rounded") ? figure.path("rounded") : figure.path("value");
            Integer printed = PRINTED.get(id);
            boolean agrees = printed == null || shown.asInt() == printed;
            right &= agrees;
            lines.add("%s %s: %s%s"
                    .formatted(
                            agrees ? "  " : "WRONG",
                            id,
                            figure.path("value"),
                            figure.hasNonNull("rounded") ? ", rounded " + figure.path("rounded") : ""));
        }
        missing.forEach(id -> lines.add("WRONG " + id + ": not in the answer"));
        return new Page(lines, right && missing.isEmpty());
    }
}
