package jp.go.jica.partnerships.reporting;

import static io.restassured.RestAssured.given;
import static jp.go.jica.partnerships.reporting.Asked.get;
import static jp.go.jica.partnerships.reporting.Asked.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import jp.go.jica.partnerships.conventions.ProblemType;
import jp.go.jica.partnerships.reporting.Published.State;
import jp.go.jica.partnerships.testing.EventPublisher;
import jp.go.jica.partnerships.testing.FromServers;
import jp.go.jica.partnerships.testing.NeedsTool;
import jp.go.jica.partnerships.testing.PublishedEvent;
import jp.go.jica.partnerships.testing.Tokens;
import jp.go.jica.partnerships.testing.WithRealServers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People look at the reports in a browser: they see the figures of the API, and nothing else. */
@QuarkusTest
@WithRealServers(service = "reporting")
@NeedsTool(command = Chromium.NAME, debianPackage = Chromium.NAME)
class PageTest {

    private static final Map<String, String> HEADINGS = Map.ofEntries(
            Map.entry("overview", "Figures of fiscal year"),
            Map.entry("countries", "Countries, fiscal year"),
            Map.entry("offices", "Offices, fiscal year"),
            Map.entry("programs", "Schemes and sectors, fiscal year"),
            Map.entry("participants", "Participants"),
            Map.entry("agreements", "Agreements on"),
            Map.entry("country", "Laos"),
            Map.entry("office", "JICA Shikoku"),
            Map.entry("revisions", "Correct"),
            Map.entry("explanation", "What is behind"),
            Map.entry("list", "Domestic offices on"));

    /** By name, with the choices that it needs. */
    static final Map<String, String> EVERY_VIEW = Map.ofEntries(
            Map.entry("overview", ""),
            Map.entry("countries", ""),
            Map.entry("offices", ""),
            Map.entry("programs", ""),
            Map.entry("participants", ""),
            Map.entry("agreements", ""),
            Map.entry("country", "&country=LA"),
            Map.entry("office", "&leadOffice=SKK"),
            Map.entry("revisions", ""),
            Map.entry("explanation", "&measure=programsAdopted"),
            Map.entry("list", "&list=offices&countedOn=2016-03-31"));

    private static final int NARROW = 360;
    private static final int WIDE = 3840;

    // What is between the margins of A4, in the points of a style sheet.
    private static final int PAPER = 718;

    private static Playwright playwright;
    private static Browser browser;

    private static final Set<Integer> YEARS_RECORDED = new HashSet<>();
    private static @Nullable Recorded common;
    private int year;
    private State program;
    private State other;
    private Visitor visitor;
    private String address;

    @FromServers
    EventPublisher publisher;

    @BeforeAll
    static void startABrowser() {
        playwright = Chromium.playwright();
        browser = Chromium.launch(playwright);
    }

    @AfterAll
    static void stopIt() {
        playwright.close();
    }

    /** What most views show: two programs in a year of their own. */
    private record Recorded(int year, State program, State other) {

        static Recorded inYear(int year) {
            return new Recorded(
                    year,
                    Published.program(UUID.randomUUID())
                            .with("scheme", "JPP-LG")
                            .with("adoptedOn", year + "-06-01")
                            .with("countries", Published.shares("LA", "VN")),
                    Published.program(UUID.randomUUID())
                            .with("adoptedOn", year + "-07-01")
                            .with("leadOffice", "KNS")
                            .with("countries", Published.shares("LA")));
        }
    }

    @BeforeEach
    void lookAtWhatIsThere() {
        if (common == null) {
            common = Recorded.inYear(Asked.ownYear());
        }
        use(common);
        address = "%s:%d".formatted(RestAssured.baseURI, RestAssured.port);
        visitor = Visitor.of(browser, address);
    }

    /** For a test that records more. There are not enough years for one in each test. */
    private void inAYearOfItsOwn() {
        use(Recorded.inYear(Asked.ownYear()));
    }

    private void use(Recorded recorded) {
        year = recorded.year();
        program = recorded.program();
        other = recorded.other();
    }

    @AfterEach
    void nothingLeavesTheOrigin() {
        assertThat(visitor.elsewhere()).isEmpty();
        visitor.close();
    }

    private String view(String name) {
        return "/?view=" + name + "&fiscalYear=" + year;
    }

    private void record() {
        if (YEARS_RECORDED.add(year)) {
            publisher.publishInTransaction(program.at(1), other.at(1));
        }
        seen("/v1/reports/schemes?fiscalYear=" + year, program.eventVersion(1), other.eventVersion(1));
    }

    @Test
    void figuresAreThoseOfTheApiAndTotalsSayWhatDoesNotAddUp() {
        record();
        JsonPath api = get("/v1/reports/countries?fiscalYear=" + year).jsonPath();
        visitor.as(Tokens.analyst()).open(view("countries"));

        assertThat(visitor.figure("countries", "Laos", "Programs adopted"))
                .isEqualTo("" + Asked.value(api, "country", "LA", "programsAdopted"))
                .isEqualTo("2");
        assertThat(visitor.figure("countries", "Vietnam", "Programs adopted")).isEqualTo("1");
        assertThat(visitor.figure("countries", "Total", "Programs adopted"))
                .isEqualTo("" + Asked.total(api, "programsAdopted"))
                .isEqualTo("2");
        assertThat(visitor.cell("countries", "Total", "Programs adopted").textContent())
                .contains("Not the sum of the rows (3)");
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void everyViewHasAnAddressOfItsOwnAndNoBarrier() {
        record();
        visitor.as(Tokens.analyst());
        EVERY_VIEW.forEach((name, more) -> {
            visitor.page().setViewportSize(NARROW, 740);
            visitor.open(view(name) + more);
            assertThat(visitor.heading()).as(name).startsWith(HEADINGS.get(name));
            assertThat(width()).as("%s on a telephone", name).isEqualTo(NARROW);
            visitor.page().setViewportSize(WIDE, 2160);
            assertThat(width()).as("%s on a wall", name).isEqualTo(WIDE);
            emulate(media -> media.setMedia(Media.PRINT));
            visitor.page().setViewportSize(PAPER, 1000);
            assertThat(width()).as("%s on paper", name).isEqualTo(PAPER);
            assertThat(visible("nav, button, input, select, summary, .onscreen"))
                    .as("%s on paper", name)
                    .isEmpty();
            assertThat(visible("h1, main table, main svg, .printed"))
                    .as("%s on paper", name)
                    .contains("h1", "p");
            emulate(media -> media.setMedia(Media.SCREEN));
            visitor.page().setViewportSize(1280, 900);
            assertThat(barriers()).as(name).isEmpty();
            emulate(media -> media.setColorScheme(ColorScheme.DARK));
            assertThat(barriers(new AxeBuilder(visitor.page()).withRules(List.of("color-contrast"))))
                    .as("%s in the dark", name)
                    .isEmpty();
            emulate(media -> media.setColorScheme(ColorScheme.LIGHT));
        });
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void figuresArePrintedBlackOnWhiteAndNothingMovesForWhomItDisturbs() {
        record();
        visitor.as(Tokens.analyst()).open(view("countries"));
        emulate(media -> media.setColorScheme(ColorScheme.DARK));
        assertThat(visitor.style("body", "backgroundColor")).isEqualTo("rgb(20, 24, 29)");
        assertThat(visible("nav, #show, #table-countries, svg")).contains("nav", "button", "caption", "svg");
        emulate(media -> media.setMedia(Media.PRINT));
        assertThat(visitor.style("body", "backgroundColor")).isEqualTo("rgb(255, 255, 255)");
        assertThat(visitor.style("td a", "color")).isEqualTo("rgb(0, 0, 0)");
        assertThat(visible("nav, #show, #table-countries, svg")).containsOnly("caption", "svg");
        assertThat(visitor.find(".printed").textContent()).contains(view("countries"));
        emulate(media -> media.setMedia(Media.SCREEN));

        List<Route> waiting = new ArrayList<>();
        visitor.page().route(Pattern.compile("/v1/statistics"), waiting::add);
        visitor.find("#to-offices").click();
        visitor.find("main .loading").waitFor();
        assertThat(visitor.style("main .loading", "animationName")).isEqualTo("waiting");
        emulate(media -> media.setReducedMotion(ReducedMotion.REDUCE));
        assertThat(visitor.style("main .loading", "animationName")).isEqualTo("none");
        visitor.page().unroute(Pattern.compile("/v1/statistics"));
        waiting.forEach(Route::resume);
        visitor.find("#table-offices").waitFor();
        assertThat(visitor.page().evaluate("document.getAnimations().length")).isEqualTo(0);
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void everyViewShowsTheFiguresOfTheApi() {
        inAYearOfItsOwn();
        record();
        State agreement = Published.agreement(UUID.randomUUID())
                .with("leadOffice", "SKK")
                .with("signedOn", year + "-05-01")
                .with("effectiveFrom", year + "-05-01")
                .with("parties", Published.localGovernments("372021"));
        publisher.publishInTransaction(agreement.at(1));
        seen("/v1/reports/agreements?fiscalYear=" + year, agreement.eventVersion(1));
        visitor.as(Tokens.analyst());

        visitor.open(view("overview"));
        assertThat(visitor.find("#jpp-lg-adopted td").first().textContent()).isEqualTo("1");
        assertThat(visitor.find("#jpp-lg-adopted td").nth(2).textContent())
                .isEqualTo(adopted(year - 1) == 1 ? "0" : "%+d".formatted(1 - adopted(year - 1)));
        assertThat(visitor.find("#comprehensive-agreements-signed td").first().textContent())
                .isEqualTo(get("/v1/reports/annual?fiscalYear=" + year)
                        .jsonPath()
                        .getString("figures.find { it.id == 'comprehensive-agreements-signed' }.value"));

        visitor.open(view("offices"));
        JsonPath offices = get("/v1/reports/offices?fiscalYear=" + year).jsonPath();
        assertThat(visitor.figure("offices", "JICA Shikoku", "Agreements in force"))
                .isEqualTo("" + Asked.value(offices, "office", "SKK", "agreementsInForce"));
        assertThat(visitor.figure("offices", "JICA Kansai", "Programs adopted")).isEqualTo("1");
        JsonPath prefectures = get("/v1/reports/prefectures?fiscalYear=" + year).jsonPath();
        assertThat(visitor.figure("prefectures", "Kagawa", "Local governments with an agreement in force"))
                .isEqualTo("" + Asked.value(prefectures, "prefecture", "37", "localGovernmentsInForce"));
        assertThat(visitor.figure("local-governments", "Marugame", "Agreements signed"))
                .isEqualTo("1");

        visitor.open(view("programs"));
        assertThat(visitor.figure("schemes", "Total", "Programs adopted")).isEqualTo("2");

        visitor.open(view("agreements") + "&asOf=" + year + "-04-30");
        assertThat(visitor.figure("agreements", "Total", "Agreements in force"))
                .isEqualTo(get("/v1/reports/agreements?fiscalYear=%1$d&asOf=%1$d-04-30".formatted(year))
                        .jsonPath()
                        .getString("total.values.agreementsInForce"));
        visitor.open(view("agreements"));
        assertThat(visitor.find("section:has(#heading-inForce) tbody").textContent())
                .contains("Marugame", "JICA Shikoku");

        visitor.open(view("country") + "&country=LA");
        assertThat(visitor.figure("years", "" + year, "Programs adopted")).isEqualTo("2");
        visitor.open(view("office") + "&leadOffice=SKK");
        assertThat(visitor.figure("years", "" + year, "Programs adopted")).isEqualTo("1");
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void figureLeadsToItsRecordsAndToWhyAnotherIsNotAmongThem() {
        record();
        visitor.as(Tokens.analyst()).open(view("countries"));

        visitor.cell("countries", "Vietnam", "Programs adopted")
                .locator("a")
                .first()
                .click();
        visitor.settled();
        assertThat(visitor.find("#value").textContent()).isEqualTo("1");
        assertThat(visitor.find("#definition").textContent()).contains("by the day on which they were adopted");
        assertThat(visitor.find("#records tbody tr").count()).isEqualTo(1);
        assertThat(visitor.find("#records tbody").textContent())
                .contains(program.id().toString(), year + "-06-01");

        visitor.find("#field-record").fill(other.id().toString());
        visitor.find("#ask").click();
        visitor.find("#verdict").waitFor();
        assertThat(visitor.find("#verdict").textContent()).contains("not counted", "Country was LA");
        assertThat(visitor.query()).contains("record=" + other.id());
        visitor.page().reload();
        assertThat(visitor.settled().find("#verdict").textContent()).contains("Country was LA");
        visitor.find("#language").click();
        visitor.arrived("lang=ja");
        assertThat(visitor.find("#verdict > ul").textContent()).isEqualTo("国・地域:LA");
        assertThat(visitor.find("#verdict details").textContent())
                .contains("満たす: 採択が%1$d年度(%1$d-04-01~".formatted(year), "満たさない: 国・地域がVNであること – 国・地域:LA");
        assertThat(visitor.find("#verdict [lang=en]").count()).isZero();
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void recordsArePagedAndEachPageHasItsAddress() {
        inAYearOfItsOwn();
        State[] many = new State[27];
        for (int i = 0; i < many.length; i++) {
            many[i] = Published.program(UUID.randomUUID()).with("adoptedOn", year + "-06-01");
        }
        State[] agreements = new State[27];
        for (int i = 0; i < agreements.length; i++) {
            agreements[i] = Published.agreement(UUID.randomUUID())
                    .with("leadOffice", "OKN")
                    .with("signedOn", year + "-06-01")
                    .with("effectiveFrom", year + "-06-01")
                    .with("effectiveTo", (year + 1) + "-04-30");
        }
        for (State each : many) {
            publisher.publish(each.at(1));
        }
        publisher.publishInTransaction(
                Arrays.stream(agreements).map(each -> each.at(1)).toArray(PublishedEvent[]::new));
        for (State each : many) {
            seen("/v1/reports/schemes", each.eventVersion(1));
        }
        seen("/v1/reports/agreements?fiscalYear=" + year, agreements[26].eventVersion(1));
        visitor.as(Tokens.analyst()).open(view("explanation") + "&measure=programsAdopted");
        assertThat(visitor.find("#records tbody tr").count()).isEqualTo(25);
        visitor.find("#next-cursor").click();
        visitor.arrived("cursor=");
        assertThat(visitor.settled().find("#records tbody tr").count()).isEqualTo(2);
        assertThat(visitor.find(":focus").textContent()).isEqualTo("This is the last page.");
        visitor.find("#first-cursor").click();
        visitor.find("#records tbody tr:nth-child(25)").waitFor();

        visitor.open("/?view=agreements&asOf=%d-03-31&leadOffice=OKN".formatted(year + 1));
        assertThat(visitor.find("#heading-inForce").textContent()).isEqualTo("In force: 27");
        assertThat(visitor.find("section:has(#heading-inForce) tbody tr").count())
                .isEqualTo(25);
        assertThat(visitor.find("figcaption").allTextContents())
                .contains("Terms of the agreements in force, those on this page");
        visitor.find("#next-cursor-expiring").click();
        visitor.arrived("cursor.expiring=");
        visitor.find("#next-cursor-inForce").click();
        visitor.arrived("cursor.inForce=");
        assertThat(visitor.query()).contains("cursor.expiring=");
        for (String list : List.of("inForce", "expiring")) {
            assertThat(visitor.find("section:has(#heading-%s) tbody tr".formatted(list))
                            .count())
                    .isEqualTo(2);
        }
        visitor.find("#field-within").selectOption("P30D");
        visitor.find("#show").click();
        visitor.arrived("within=P30D");
        assertThat(visitor.query()).doesNotContain("cursor");
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void pageSpeaksBothLanguagesAndSaysEverythingInEach() {
        record();
        visitor.as(Tokens.analyst()).open(view("countries"));
        visitor.find("#language").click();
        visitor.arrived("lang=ja");
        visitor.settled();
        assertThat(visitor.page().getAttribute("html", "lang")).isEqualTo("ja");
        assertThat(visitor.heading()).isEqualTo("国・地域(%d年度)".formatted(year));
        assertThat(visitor.figure("countries", "ラオス", "採択件数")).isEqualTo("2");
        assertThat(visitor.page().evaluate("""
                        async () => {
                            const [en, ja] = await Promise.all(
                                ['en', 'ja'].map(async code => (await import(`/page/messages/${code}.js`)).default));
                            const places = text => (text.match(/\\{\\w+\\}/g) ?? []).sort().join();
                            return [...new Set([...Object.keys(en), ...Object.keys(ja)])].filter(
                                key => !en[key] || !ja[key] || places(en[key]) !== places(ja[key]));
                        }""")).isEqualTo(List.of());
        assertThat(visitor.page()
                        .evaluate(
                                "import('/page/messages/definitions.js').then(module => Object.keys(module.default))"))
                .isEqualTo(get("/v1/measures").jsonPath().getList("items.name"));
        assertThat(barriers()).isEmpty();
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void choicesOfTimeStandInTheAddressAndAreAnsweredAsOfThen() {
        inAYearOfItsOwn();
        record();
        String known = get("/v1/freshness").jsonPath().getString("knownAt");
        State corrected = other.with("adoptedOn", null);
        publisher.publishInTransaction(corrected.at(2));
        seen("/v1/reports/schemes", other.eventVersion(2));

        visitor.as(Tokens.analyst()).open(view("countries"));
        assertThat(visitor.figure("countries", "Total", "Programs adopted")).isEqualTo("1");
        visitor.find("#field-knownAt").fill(known);
        visitor.find("#show").click();
        visitor.arrived("knownAt=");
        assertThat(visitor.settled().figure("countries", "Total", "Programs adopted"))
                .isEqualTo("2");
        visitor.open(view("countries") + "&asOf=" + year + "-05-31");
        assertThat(visitor.figure("countries", "Total", "Programs adopted")).isEqualTo("0");
        visitor.open("/?view=countries&from=%d&to=%d&sort.countries=-programsAdopted".formatted(year, year + 1));
        assertThat(visitor.heading()).isEqualTo("Countries, fiscal years %d to %d".formatted(year, year + 1));
        assertThat(visitor.find("th[aria-sort=descending]").textContent()).contains("Programs adopted");
        visitor.find("#sort-countries-name").click();
        visitor.arrived("sort.countries=name");
        visitor.settled();
        assertThat(visitor.find("table:has(#table-countries) tbody th").allTextContents())
                .isSorted();
        visitor.page().goBack();
        visitor.arrived("sort.countries=-programsAdopted");
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void whatWasPublishedIsComparedCellByCellAndSmallFiguresOfPersonsAreWithheld() {
        inAYearOfItsOwn();
        record();
        State one = Published.participation(UUID.randomUUID(), other.id())
                .with("acceptedOn", year + "-05-01")
                .with("plannedStart", year + "-06-01")
                .with("sex", "F");
        publisher.publishInTransaction(one.at(1));
        seen("/v1/reports/schemes", one.eventVersion(1));
        String publication = publish(year);
        State corrected = other.with("adoptedOn", null);
        publisher.publishInTransaction(corrected.at(2));
        seen("/v1/reports/schemes", other.eventVersion(2));

        visitor.as(Tokens.analyst()).open(view("countries"));
        visitor.find("#field-publication").selectOption(publication);
        visitor.find("#show").click();
        visitor.arrived("publication=");
        visitor.settled();
        assertThat(visitor.cell("countries", "Laos", "Programs adopted").textContent())
                .contains("1", "published: 2");
        assertThat(visitor.cell("countries", "Laos", "Programs adopted").getAttribute("class"))
                .isEqualTo("changed");
        assertThat(visitor.cell("countries", "Vietnam", "Programs adopted").getAttribute("class"))
                .isNull();

        visitor.find("#revised").click();
        visitor.arrived("view=revisions");
        visitor.settled();
        assertThat(visitor.heading()).isEqualTo("Corrected since: fiscal year %d, publication 1".formatted(year));
        Locator revised = visitor.find("#revisions tbody tr", "Countries")
                .filter(new Locator.FilterOptions().setHasText("Laos"))
                .filter(new Locator.FilterOptions().setHasText("Programs adopted"));
        assertThat(revised.locator("td").allTextContents().subList(1, 5))
                .containsExactly("Programs adopted", "2", "1", "1");
        assertThat(revised.locator("details").textContent()).contains("version 2");
        assertThat(barriers()).isEmpty();
        revised.locator(".changed a").click();
        visitor.arrived("view=explanation");
        assertThat(visitor.settled().find("#value").textContent()).isEqualTo("1");
        assertThat(visitor.find("#records").textContent()).contains(program.id().toString());

        visitor.open("/?view=participants&attribute=sex&by=country&publishedYear=" + year);
        assertThat(visitor.heading()).contains("Participants, fiscal year " + year);
        assertThat(visitor.figure("participants", "Laos", "Persons")).isEqualTo("withheld");
        assertThat(barriers()).isEmpty();
        visitor.cell("participants", "Laos", "Persons").locator("a").click();
        visitor.find("#withheld").waitFor();
        assertThat(visitor.find("#withheld").textContent()).contains("fewer than 5 persons");
    }

    @Test
    void figuresAreTakenAwayAsTheyAre() throws IOException {
        record();
        visitor.as(Tokens.analyst()).open(view("countries"));

        Path csv = taken(() -> visitor.find(".takeaway button", "CSV").first().click(), "countries.csv");
        assertThat(Files.readString(csv))
                .isEqualTo(given().auth()
                        .oauth2(Tokens.analyst())
                        .header("Accept-Language", "en")
                        .get(
                                "/v1/statistics?measure=participationsAccepted&measure=persons&measure=personDays&measure=programsAdopted"
                                        + "&measure=programsActive&groupBy=country&format=csv&fiscalYear=" + year)
                        .asString());
        assertThat(Files.readString(csv)).contains("LA");
        taken(() -> visitor.find(".takeaway button", "XLSX").first().click(), "countries.xlsx");
        taken(() -> visitor.find(".takeaway button", "JSON-stat").first().click(), "countries.json");
        Path svg =
                taken(() -> visitor.find("figure button", "SVG").last().click(), "participationsAccepted-by-year.svg");
        assertThat(Files.readString(svg)).startsWith("<svg").contains("" + year);
        Path png =
                taken(() -> visitor.find("figure button", "PNG").last().click(), "participationsAccepted-by-year.png");
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(visitor.find("pre").first().textContent())
                .contains("curl -s '" + address + "/v1/statistics?measure=", "Bearer $TOKEN")
                .doesNotContain("eyJ");
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void everythingIsReachedByTheKeyboard() {
        record();
        visitor.as(Tokens.analyst()).open(view("overview"));
        press("Tab");
        assertThat(visitor.find(":focus").textContent()).isEqualTo("To the figures");
        press("Enter");
        assertThat(visitor.page().evaluate("document.activeElement.id")).isEqualTo("main");
        visitor.open(view("overview"));
        tabTo("#to-countries");
        press("Enter");
        visitor.arrived("view=countries");
        visitor.find("h1:focus").waitFor();
        tabTo("#sort-countries-programsAdopted");
        press("Enter");
        visitor.arrived("sort.countries=-programsAdopted");
        visitor.find("#sort-countries-programsAdopted:focus").waitFor();
        tabTo("tbody td:nth-child(5) a");
        assertThat(visitor.page().evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        press("Enter");
        visitor.arrived("view=explanation");
        assertThat(visitor.settled().find("#value").textContent()).isEqualTo("2");
    }

    @Test
    void whoIsNotLoggedInComesBackToTheSameAddress() {
        record();
        visitor.open(view("countries") + "&lang=en");
        assertThat(visitor.heading()).isEqualTo("Please log in");
        assertThat(barriers()).isEmpty();
        visitor.find("#login").click();
        visitor.find("#analyst").click();
        visitor.arrived(view("countries"));
        visitor.settled();
        visitor.find("#table-countries").waitFor();
        assertThat(visitor.figure("countries", "Laos", "Programs adopted")).isEqualTo("2");
        assertThat(visitor.query()).isEqualTo(view("countries") + "&lang=en");
        assertThat(visitor.complaints()).isEmpty();

        visitor.become(Tokens.with("analyst").expired().token());
        visitor.find("#to-offices").click();
        visitor.find("h1", "Your login has ended").waitFor();
        assertThat(visitor.query()).contains("view=offices").contains("fiscalYear=" + year);
        visitor.find("#login").click();
        visitor.find("#analyst").click();
        visitor.find("#table-offices").waitFor();
        assertThat(visitor.query()).contains("view=offices").contains("fiscalYear=" + year);
    }

    @Test
    void serviceThatWasAwayIsBackByItself() {
        record();
        visitor.as(Tokens.analyst()).open(view("overview"));
        visitor.cutOff();
        visitor.find("#to-countries").click();
        visitor.find("h1", "The service does not answer").waitFor();
        assertThat(visitor.find("#freshness").textContent()).contains("not known");
        assertThat(barriers()).isEmpty();
        visitor.connect();
        visitor.find("#table-countries").waitFor();
        assertThat(visitor.figure("countries", "Laos", "Programs adopted")).isEqualTo("2");
        assertThat(visitor.find("#freshness").textContent()).contains("position");
    }

    @Test
    void ownersThatAreBehindAreNamed() {
        visitor.as(Tokens.analyst())
                .page()
                .route(
                        Pattern.compile("/v1/freshness$"),
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("application/json")
                                .setBody("""
                                        {"position": 7, "knownAt": "2026-01-01T00:00:00Z", "topics": [], "owners": [
                                         {"owner": "programs", "completeUntil": "2026-01-01T00:00:00Z", "lagMillis": 120000},
                                         {"owner": "agreements", "completeUntil": "2026-01-01T00:02:00Z", "lagMillis": 12},
                                         {"owner": "participants"}],
                                         "quarantined": {"UNREADABLE": 2}}""")));
        visitor.open(view("overview"));
        visitor.find(".stale #freshness").waitFor();
        assertThat(visitor.find("#freshness").textContent())
                .contains("Figures are behind: Programs, Participants.", "quarantine: 2", "nothing has come yet");
        assertThat(barriers()).isEmpty();
    }

    @Test
    void refusalIsToldWithItsTitleAndItsTrace() {
        visitor.as(Tokens.analyst()).open("/?view=explanation&measure=programsAdopted&fiscalYear=1800");
        assertThat(visitor.heading()).startsWith("Refused: ");
        assertThat(visitor.find("#trace").textContent()).matches("[0-9a-f]{32}");
        assertThat(visitor.find("main li").textContent()).contains("?fiscalYear: ", "between 1900 and");
        assertThat(barriers()).isEmpty();
        visitor.find("#language").click();
        visitor.arrived("lang=ja");
        assertThat(visitor.heading()).isEqualTo("受け付けられませんでした:条件が正しくありません");
        assertThat(visitor.find("main li").textContent())
                .isEqualTo("?fiscalYear: 年度は、始まる年を1900から2199までの4桁の数字で指定してください。");
        assertThat(visitor.find("main [lang=en]").count()).isZero();
        assertThat(
                        visitor.page()
                                .evaluate(
                                        "import('/page/messages/problems.js').then(module => Object.keys(module.TYPES).sort())"))
                .isEqualTo(Arrays.stream(ProblemType.values())
                        .map(ProblemType::slug)
                        .sorted()
                        .toList());
        visitor.become(Tokens.privacyOfficer());
        visitor.open(view("overview"));
        assertThat(visitor.heading()).startsWith("Refused: ");
    }

    @Test
    void firstViewIsLightAndNothingOfItMayComeFromElsewhere() {
        List<Response> heard = new ArrayList<>();
        visitor.page().onResponse(heard::add);
        visitor.as(Tokens.analyst()).open(view("overview"));
        // Whoever asks the browser for a size hears of other answers meanwhile, such as the status line's.
        List<Response> answers = List.copyOf(heard);
        int received = answers.stream()
                .mapToInt(answer -> answer.request().sizes().responseBodySize)
                .sum();
        assertThat(received).isBetween(20_000, 150_000);
        assertThat(answers).extracting(Response::url).anyMatch(url -> url.contains("/v1/reports/annual"));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.allHeaders().getOrDefault("content-encoding", "none"))
                        .as(answer.url())
                        .isEqualTo(answer.url().matches(".*[.](js|css)") ? "gzip" : "none"));
        given().get("/")
                .then()
                .statusCode(200)
                .header(
                        "Content-Security-Policy",
                        equalTo(
                                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' https://issuer.test;"
                                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'"));
        given().get("/page/nothing.js").then().statusCode(404).contentType("application/problem+json");
        given().get("/page/page.js").then().statusCode(200).header("Cache-Control", "no-cache");
    }

    /** By two statisticians. */
    static String publish(int year) {
        String draft = given().auth()
                .oauth2(Tokens.with("statistician").subject("one").token())
                .contentType("application/json")
                .body(Map.of("fiscalYear", year))
                .post("/v1/publications")
                .jsonPath()
                .getString("id");
        given().auth()
                .oauth2(Tokens.with("statistician").subject("other").token())
                .post("/v1/publications/%s/release".formatted(draft))
                .then()
                .statusCode(200);
        return draft;
    }

    private long adopted(int ofYear) {
        return get("/v1/reports/annual?fiscalYear=" + ofYear)
                .jsonPath()
                .getLong("figures.find { it.id == 'jpp-lg-adopted' }.value");
    }

    private List<String> barriers() {
        return barriers(new AxeBuilder(visitor.page()));
    }

    private static List<String> barriers(AxeBuilder axe) {
        // Without a second page for each answer, which takes longer than looking does.
        return axe.setLegacyMode(true).analyze().getViolations().stream()
                .map(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
                .toList();
    }

    private void emulate(UnaryOperator<Page.EmulateMediaOptions> media) {
        visitor.page().emulateMedia(media.apply(new Page.EmulateMediaOptions()));
    }

    /** As far as the view reaches to the right. */
    private Object width() {
        return visitor.page().evaluate("document.documentElement.scrollWidth");
    }

    /** The kinds of elements of these that are to be seen. */
    private List<String> visible(String selector) {
        return visitor.find(selector)
                                .evaluateAll(
                                        "all => all.filter(each => each.checkVisibility()).map(each => each.localName)")
                        instanceof List<?> names
                ? names.stream().map(String::valueOf).toList()
                : List.of();
    }

    private Path taken(Runnable click, String name) {
        Download download = visitor.page().waitForDownload(click);
        assertThat(download.suggestedFilename()).isEqualTo(name);
        return download.path();
    }

    private void press(String key) {
        visitor.page().keyboard().press(key);
    }

    /** Goes on by Tab until it is there. */
    private void tabTo(String selector) {
        for (int i = 0; i < 60; i++) {
            press("Tab");
            if (Boolean.TRUE.equals(
                    visitor.page().evaluate("where => document.activeElement.matches(where)", selector))) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + selector);
    }
}
