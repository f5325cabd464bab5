package jp.go.jica.partnerships.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import jp.go.jica.partnerships.reporting.Chromium;
import jp.go.jica.partnerships.systemtests.client.Answer;
import jp.go.jica.partnerships.systemtests.client.Client;
import jp.go.jica.partnerships.testing.NeedsTool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody before the page of the whole system, with a browser and the issuer that is there. */
@NeedsTool(command = Chromium.NAME, debianPackage = Chromium.NAME)
@WithLocalSystem
class PageIT {

    // The line at the foot of the page asks every twenty seconds.
    private static final double PATIENCE_MILLIS = 60_000;

    private final URI service;
    private final URI issuer;
    private final Fact fact;
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private Playwright playwright;
    private Page page;

    PageIT(LocalSystem system) {
        this.service = system.addresses().reporting();
        this.issuer = system.addresses().issuer();
        this.fact = new Fact(
                new Client(system.addresses(), Duration.ofSeconds(30), change -> {}, Clock.systemUTC()),
                system.addresses());
    }

    @BeforeEach
    void startABrowser() {
        playwright = Chromium.playwright();
        BrowserContext context = Chromium.launch(playwright).newContext();
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onRequest(request -> {
            if (!request.url().startsWith(service + "/") && !request.url().startsWith(issuer + "/")) {
                elsewhere.add(request.url());
            }
        });
        context.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page = context.newPage();
        page.onPageError(complaints::add);
    }

    @AfterEach
    void stopIt() {
        playwright.close();
    }

    @Test
    void whoLogsInAtTheIssuerSeesTheYearAndFollowsAFigureToItsRecord() throws InterruptedException {
        Answer program = fact.adopted(fact.partnership("SKK", "TO", "372021"));
        Answer annual = fact.report("/v1/reports/annual?fiscalYear=2018");

        page.navigate(service + "/?view=overview&fiscalYear=2018&lang=en");
        page.locator("#login").click();
        page.waitForURL(Pattern.compile("^" + Pattern.quote(issuer + "/partnerships/authorize?") + ".*"));
        assertThat(page.url()).contains("code_challenge_method=S256", "response_type=code");
        page.locator("#role").selectOption("analyst");
        page.locator("button[type=submit]").click();

        Locator adopted = page.locator("#jpp-lg-adopted td").first();
        adopted.waitFor();
        assertThat(page.url()).isEqualTo(service + "/?view=overview&fiscalYear=2018&lang=en");
        assertThat(adopted.textContent()).isEqualTo(figure(annual, "jpp-lg-adopted"));
        page.locator("#freshness", new Page.LocatorOptions().setHasText("Figures are up to date."))
                .waitFor();

        adopted.locator("a").click();
        page.locator("#records").waitFor();
        assertThat(page.locator("#value").textContent()).isEqualTo(figure(annual, "jpp-lg-adopted"));
        assertThat(page.locator("#records").textContent()).contains(Fact.id(program), "adoptedOn: 2018-04-16");

        for (String view : List.of("countries", "offices", "programs", "participants", "agreements")) {
            page.locator("#to-" + view).click();
            page.waitForURL(Pattern.compile("view=" + view));
            page.locator("main:not([aria-busy]) h1").waitFor();
            assertThat(page.locator("#again").count()).as("%s is refused", view).isZero();
        }
        assertThat(complaints).isEmpty();
        assertThat(elsewhere).isEmpty();
    }

    private static String figure(Answer annual, String id) {
        for (JsonNode each : annual.json().path("figures")) {
            if (each.path("id").asText().equals(id)) {
                return each.path("value").asText();
            }
        }
        throw new AssertionError("The report has no figure " + id);
    }
}
