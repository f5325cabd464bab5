package jp.go.jica.partnerships.reporting;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import jp.go.jica.partnerships.referencedata.FiscalYear;
import jp.go.jica.partnerships.testing.Tokens;

/** How long somebody waits for each view of the page in a browser with nothing in its cache. */
public final class PageTimes {

    // From the first request to the last answer of the reports that a view asks for.
    private static final String ENDPOINTS = """
            (() => {
                const asked = performance.getEntriesByType('resource').filter(each => new URL(each.name).pathname.startsWith('/v1/'));
                return Math.max(...asked.map(each => each.responseEnd)) - Math.min(...asked.map(each => each.startTime));
            })()""";

    private PageTimes() {}

    /**
     * One view, in milliseconds, the median of several.
     *
     * @param whole from opening its address until it stands there
     * @param endpoints of these from its first request of a report to the last answer
     */
    public record View(String name, double whole, double endpoints) {}

    /** Every view of a fiscal year in order of name, each opened so often after it has been opened once. */
    public static List<View> of(String service, FiscalYear year, int times) {
        try (Playwright playwright = Chromium.playwright()) {
            Browser browser = Chromium.launch(playwright);
            return new TreeMap<>(PageTest.EVERY_VIEW)
                    .entrySet().stream()
                            .map(view -> {
                                String address =
                                        "/?view=%s&fiscalYear=%s%s".formatted(view.getKey(), year, view.getValue());
                                List<View> opened = IntStream.rangeClosed(0, times)
                                        .mapToObj(i -> opened(browser, service, view.getKey(), address))
                                        .skip(1)
                                        .toList();
                                return new View(
                                        view.getKey(),
                                        median(opened.stream().map(View::whole).toList()),
                                        median(opened.stream()
                                                .map(View::endpoints)
                                                .toList()));
                            })
                            .toList();
        }
    }

    private static View opened(Browser browser, String service, String name, String address) {
        try (Visitor visitor = Visitor.of(browser, service).as(Tokens.analyst()).open(address)) {
            return new View(name, millis(visitor, "performance.now()"), millis(visitor, ENDPOINTS));
        }
    }

    private static double millis(Visitor visitor, String expression) {
        return ((Number) visitor.page().evaluate(expression)).doubleValue();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
