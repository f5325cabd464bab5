package jp.go.jica.partnerships.reporting;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jp.go.jica.partnerships.testing.Tokens;
import org.jspecify.annotations.Nullable;

/** Somebody with a browser of their own before the page, and the issuer with whom they log in. */
final class Visitor implements AutoCloseable {

    private static final String ISSUER = "https://issuer.test";
    private static final int PATIENCE_MILLIS = 20_000;

    private final String address;
    private final BrowserContext context;
    private final Page page;
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private @Nullable String challenge;

    private Visitor(String address, BrowserContext context) {
        this.address = address;
        this.context = context;
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onRequest(request -> {
            if (!request.url().startsWith(address)
                    && !request.url().startsWith(ISSUER)
                    && !request.url().startsWith("blob:")) {
                elsewhere.add(request.url());
            }
        });
        context.route(ISSUER + "/**", this::answerAsIssuer);
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** Somebody who has not logged in. */
    static Visitor of(Browser browser, String service) {
        return new Visitor(
                service,
                browser.newContext(
                        new Browser.NewContextOptions().setLocale("en-GB").setViewportSize(1280, 900)));
    }

    /** Logs in at once, without the issuer. */
    Visitor as(String token) {
        context.addInitScript(
                "if (sessionStorage.getItem('login') === null) sessionStorage.setItem('login', JSON.stringify({token: '%s',"
                                .formatted(token)
                        + " until: Date.now() + 3600000}))");
        return this;
    }

    /** Has another token from the next request on. */
    void become(String token) {
        page.evaluate(
                "token => sessionStorage.setItem('login', JSON.stringify({ token, until: Date.now() + 60000 }))",
                token);
    }

    /** Opens the page and waits until it has settled. */
    Visitor open(String query) {
        page.navigate(address + query);
        return settled();
    }

    /** Waits until this stands in the address, and what is there has settled. */
    Visitor arrived(String part) {
        page.waitForURL(Pattern.compile(Pattern.quote(part)));
        return settled();
    }

    /** Waits until what was asked for is there. */
    Visitor settled() {
        page.locator("main:not([aria-busy]) h1").waitFor();
        return this;
    }

    Page page() {
        return page;
    }

    Locator find(String selector) {
        return page.locator(selector);
    }

    Locator find(String selector, String text) {
        return page.locator(selector, new Page.LocatorOptions().setHasText(text));
    }

    /** How the first of these is drawn. */
    Object style(String selector, String property) {
        return page.locator(selector).first().evaluate("(each, name) => getComputedStyle(each)[name]", property);
    }

    String heading() {
        return page.locator("h1").textContent();
    }

    /** What stands in the address after the host. */
    String query() {
        return page.url().substring(address.length());
    }

    /** The figure in a row of a table, as it is read. */
    String figure(String table, String row, String column) {
        return cell(table, row, column).locator("a").first().textContent();
    }

    Locator cell(String table, String row, String column) {
        Locator whole = page.locator("table:has(caption#table-%s)".formatted(table));
        List<String> columns =
                whole.locator("thead th a").evaluateAll("all => all.map(each => each.firstChild.textContent)")
                                instanceof List<?> texts
                        ? texts.stream().map(String::valueOf).toList()
                        : List.of();
        return whole.locator("tbody tr, tfoot tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("th", new Page.LocatorOptions().setHasText(row))))
                .first()
                .locator("td")
                .nth(columns.indexOf(column) - 1);
    }

    /** Requests that went neither to the service nor to the issuer. */
    List<String> elsewhere() {
        return elsewhere;
    }

    /** What the browser has complained about. */
    List<String> complaints() {
        return complaints;
    }

    /** From now on the service does not answer. */
    void cutOff() {
        context.route(address + "/v1/**", Route::abort);
    }

    void connect() {
        context.unroute(address + "/v1/**");
    }

    @Override
    public void close() {
        context.close();
    }

    // Stands in for the issuer's pages: whoever comes is an analyst once they say so.
    private void answerAsIssuer(Route route) {
        URI asked = URI.create(route.request().url());
        Map<String, String> cors = Map.of("Access-Control-Allow-Origin", address);
        switch (asked.getPath()) {
            case "/partnerships/.well-known/openid-configuration" ->
                route.fulfill(new Route.FulfillOptions()
                        .setHeaders(cors)
                        .setContentType("application/json")
                        .setBody("{\"authorization_endpoint\":\"%1$s/authorize\",\"token_endpoint\":\"%1$s/token\"}"
                                .formatted(ISSUER)));
            case "/authorize" -> {
                Map<String, String> parameters = parameters(asked.getRawQuery());
                challenge = parameters.get("code_challenge");
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<title>Issuer</title><a id=analyst href='%s?code=c0de&amp;state=%s'>analyst</a>"
                                .formatted(parameters.get("redirect_uri"), parameters.get("state"))));
            }
            case "/token" -> {
                Map<String, String> parameters =
                        parameters(String.valueOf(route.request().postData()));
                boolean proved =
                        hash(String.valueOf(parameters.get("code_verifier"))).equals(challenge)
                                && "c0de".equals(parameters.get("code"));
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(proved ? 200 : 400)
                        .setHeaders(cors)
                        .setContentType("application/json")
                        .setBody("{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                                .formatted(Tokens.analyst())));
            }
            default -> route.fulfill(new Route.FulfillOptions().setStatus(404));
        }
    }

    private static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> URLDecoder.decode(each[1], StandardCharsets.UTF_8)));
    }

    private static String hash(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
