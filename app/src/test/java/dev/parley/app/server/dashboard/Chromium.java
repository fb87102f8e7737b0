package dev.parley.app.server.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** Debian's Chromium without a window, and what its pages complained of. */
final class Chromium implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  /** Machines that build are busy. */
  private static final double PATIENCE_MS = 45_000;

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Chromium() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"))
                    .setHeadless(true));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
  }

  /**
   * Starts it; the test is skipped where it is not installed, or fails if {@code
   * PARLEY_REQUIRE_CHROMIUM=1}.
   */
  static Chromium start() {
    boolean there = Files.isExecutable(PROGRAM);
    if (!there && "1".equals(System.getenv("PARLEY_REQUIRE_CHROMIUM"))) {
      throw new IllegalStateException("PARLEY_REQUIRE_CHROMIUM=1, but there is no " + PROGRAM);
    }
    Assumptions.assumeTrue(there, "there is no " + PROGRAM);
    return new Chromium();
  }

  /** A browser that was let in by a one-time address, on the first page. */
  Page enter(String entry, int width, int height, ColorScheme scheme) {
    var context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(scheme)
                .setLocale("en-GB")
                .setTimezoneId("UTC"));
    context.setDefaultTimeout(PATIENCE_MS);
    var page = context.newPage();
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") && !expected(message.text())) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.navigate(entry);
    page.waitForURL(url -> !url.contains("/enter"));
    return page;
  }

  /**
   * A form's refusal; and what htmx says of a refresh that the page itself breaks off, because a
   * wish of the user's goes first. Requests that fail by themselves say more than that.
   */
  private static boolean expected(String complaint) {
    return complaint.contains("status of 422")
        || complaint.startsWith("htmx:sendAbort")
        || complaint.startsWith("htmx:afterRequest");
  }

  Page enter(String entry) {
    return enter(entry, 1_280, 800, ColorScheme.LIGHT);
  }

  /** Errors of scripts, and what the content policy forbade. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** Closes all pages and forgets what they complained of. */
  void closePages() {
    browser.contexts().forEach(BrowserContext::close);
    complaints.clear();
  }

  static void leave(Page page) {
    BrowserContext context = page.context();
    context.close();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
