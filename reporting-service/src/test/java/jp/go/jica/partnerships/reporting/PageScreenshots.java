package jp.go.jica.partnerships.reporting;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import jp.go.jica.partnerships.referencedata.LocalGovernments;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.NeedsTool;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Pictures of every view over an invented past, and after how many milliseconds each stood there, in {@code
 * target/screenshots}; made by {@code ./dev screenshots}.
 */
@QuarkusTest
@WithRealServers(service = "reporting")
@NeedsTool(command = Chromium.NAME, debianPackage = Chromium.NAME)
class PageScreenshots {

    private static final Path PICTURES = Path.of("target/screenshots");
    private static final int FIRST_YEAR = 2006;
    private static final int LAST_YEAR = 2015;
    private static final List<String> OFFICES = List.of("SKK", "KNS", "YOK", "KYU", "CBU", "THK", "OKN");
    private static final List<String> SCHEMES = List.of("JPP-LG", "KCCP", "JPP-PARTNER", "JPP-SUPPORT");
    private static final List<String> SECTORS = List.of("14021", "14050", "31120", "12220", "11220", "15110", "43030");
    private static final List<String> COUNTRIES = List.of(
            "LA", "VN", "KH", "PH", "ID", "TH", "NP", "BD", "LK", "KE", "TZ", "UG", "GH", "RW", "MW", "FJ", "WS", "BR",
            "PE", "PY", "MN", "UZ");

    private final Random random = new Random(2015);
    private @Nullable State last;

    @FromServers
    EventPublisher publisher;

    @Test
    void everyViewIsTaken() throws IOException {
        invent();
        PageTest.publish(LAST_YEAR);
        correct();
        List<String> times = new ArrayList<>();
        String address = "%s:%d".formatted(RestAssured.baseURI, RestAssured.port);
        try (Playwright playwright = Chromium.playwright()) {
            Browser browser = Chromium.launch(playwright);
            try (Visitor visitor = Visitor.of(browser, address).as(Tokens.analyst())) {
                PageTest.EVERY_VIEW.forEach((name, more) -> List.of("en", "ja").forEach(language -> {
                    visitor.open("/?view=%s&fiscalYear=%d&lang=%s%s".formatted(name, LAST_YEAR, language, more));
                    times.add("%s %s %s"
                            .formatted(name, language, visitor.page().evaluate("Math.round(performance.now())")));
                    visitor.page()
                            .screenshot(new Page.ScreenshotOptions()
                                    .setPath(PICTURES.resolve("%s-%s.png".formatted(name, language))));
                }));
            }
        }
        Files.write(PICTURES.resolve("times.txt"), times);
    }

    private void invent() {
        List<PublishedEvent> events = new ArrayList<>();
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            for (int i = 0; i < 3 * (year - FIRST_YEAR) + 8; i++) {
                State program = program(year);
                last = program;
                events.add(program.at(1));
                int participants = random.nextInt(12);
                for (int j = 0; j < participants; j++) {
                    events.add(Published.participation(UUID.randomUUID(), program.id())
                            .with("sendingCountry", one(COUNTRIES))
                            .with("acceptedOn", year + "-06-01")
                            .with("arrivedOn", year + "-09-01")
                            .with("completedOn", "%d-09-%02d".formatted(year, 5 + random.nextInt(20)))
                            .at(1));
                }
            }
            events.add(agreement(year).at(1));
        }
        int all = events.size();
        for (int from = 0; from < all; from += 100) {
            publisher.publishInTransaction(
                    events.subList(from, Math.min(all, from + 100)).toArray(PublishedEvent[]::new));
        }
        for (String owner : List.of("programs", "agreements", "participants")) {
            publisher.heartbeat(owner, Instant.now());
        }
        long agreements = LAST_YEAR - FIRST_YEAR + 1L;
        await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> Asked.total(
                                Asked.get("/v1/statistics?measure=agreementsSigned&from=%d&to=%d"
                                                .formatted(FIRST_YEAR, LAST_YEAR))
                                        .jsonPath(),
                                "agreementsSigned"),
                        signed -> signed >= agreements);
    }

    /** So that there is a correction to be seen. */
    private void correct() {
        State moved = Objects.requireNonNull(last).with("leadOffice", "TIC");
        publisher.publish(moved.at(2));
        Asked.seen("/v1/reports/offices?fiscalYear=" + LAST_YEAR, moved.eventVersion(2));
    }

    private State program(int year) {
        String localGovernment =
                LocalGovernments.all().get(random.nextInt(1_700)).code().value();
        return Published.program(UUID.randomUUID())
                .with("scheme", one(SCHEMES))
                .with("leadOffice", one(OFFICES))
                .with("proposedOn", year + "-04-20")
                .with("adoptedOn", "%d-%02d-01".formatted(year, 5 + random.nextInt(8)))
                .with("startedOn", year + "-12-20")
                .with("sectors", Published.shares(one(SECTORS)))
                .with("countries", Published.shares(one(COUNTRIES)))
                .with("partners", Published.localGovernments(localGovernment));
    }

    private State agreement(int year) {
        String signed = "%d-%02d-15".formatted(year, 4 + random.nextInt(8));
        return Published.agreement(UUID.randomUUID())
                .with("agreementNumber", "A-" + year)
                .with("leadOffice", one(OFFICES))
                .with("signedOn", signed)
                .with("effectiveFrom", signed)
                .with(
                        "parties",
                        Published.localGovernments(LocalGovernments.all()
                                .get(random.nextInt(1_700))
                                .code()
                                .value()));
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
