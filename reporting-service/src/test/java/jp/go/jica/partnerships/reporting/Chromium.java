package jp.go.jica.partnerships.reporting;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.Map;
import jp.go.jica.partnerships.testing.Tools;

/** Debian's browser, for whoever tries the page. */
public final class Chromium {

    /** As it is called on the PATH, and the package that it is in. */
    public static final String NAME = "chromium";

    private Chromium() {}

    /** What drives a browser, without fetching one of its own. */
    public static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** The program that is started for all visitors. */
    public static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Tools.find(NAME).orElseThrow())
                        // Continuous integration runs as root, whom the sandbox refuses.
                        .setArgs(List.of("--no-sandbox")));
    }
}
