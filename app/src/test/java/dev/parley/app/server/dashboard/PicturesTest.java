package dev.parley.app.server.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Makes the pictures of the documents, with {@code -Dparley.record=true}. What they show is held by
 * the other tests.
 */
@EnabledIfSystemProperty(named = "parley.record", matches = "true")
class PicturesTest extends ServedPages {

  private static final int IMAGE_BYTES_MAX = 150_000;
  private static final Path FOLDER = Path.of("../docs/images");

  private static final String SHOP =
      """
      [{"id": "T1", "title": "Read prices from the catalogue"},
       {"id": "T2", "title": "Keep carts for a week"},
       {"id": "T3", "title": "Count stock by warehouse"},
       {"id": "T4", "title": "Add tax to the total", "dependencies": ["T1"]},
       {"id": "T5", "title": "Show carts on the phone", "dependencies": ["T2"]},
       {"id": "T6", "title": "Warn when stock is low", "dependencies": ["T3"]},
       {"id": "T7", "title": "Round to the cent", "dependencies": ["T4"]},
       {"id": "T8", "title": "Merge carts at login", "dependencies": ["T2", "T4"]},
       {"id": "T9", "title": "Reserve stock at checkout", "dependencies": ["T3", "T8"]},
       {"id": "T10", "title": "Export orders as CSV", "dependencies": ["T7"]},
       {"id": "T11", "title": "Send the receipt", "dependencies": ["T7", "T8"]},
       {"id": "T12", "title": "Report sales by week", "dependencies": ["T10"]},
       {"id": "T13", "title": "Release the stock of old carts", "dependencies": ["T9", "T5"]},
       {"id": "T14", "title": "Write the manual", "dependencies": ["T11", "T12"]}]
      """;

  /** These agents work until the pictures are taken. */
  private static final Set<String> SLOW = Set.of("T9", "T10", "T11");

  @Override
  protected ScriptedAnswer codes(ScriptedRequest request) {
    if (request.task().equals("T6") && request.assistantTurns() == 0) {
      return ScriptedAnswer.toolCall("write_file", Map.of("path", "T6.txt", "content", "broken"));
    }
    return SLOW.contains(request.task()) ? super.codes(request) : codesAtOnce(request);
  }

  private ScriptedAnswer codesAtOnce(ScriptedRequest request) {
    return request.assistantTurns() > 0
        ? ScriptedAnswer.toolCall("finish", Map.of("summary", "Wrote it."))
        : ScriptedAnswer.toolCall(
            "write_file", Map.of("path", request.task() + ".txt", "content", "fine"));
  }

  @Test
  void thePicturesOfTheDocumentsAreOfTheseRuns() throws IOException {
    // However busy the machine is that makes them.
    shell.type("limits", "set", "max_cpu_percent=1000");
    runOf(run(4));
    holdAgents();
    var run = start(SHOP);
    var page = open("/runs/" + run + "?task=T8");
    for (var merged : List.of("T1", "T2", "T4", "T7", "T8")) {
      assertThat(page.locator("#node-" + merged)).hasClass(Pattern.compile("st-merged"));
    }
    assertThat(page.locator("#node-T11")).hasClass(Pattern.compile("st-running"));

    picture(page, "run");
    for (var name : List.of("", "analytics", "settings")) {
      page.navigate(web.url() + "/" + name);
      picture(page, name.isEmpty() ? "runs" : name);
    }
  }

  private static void picture(Page page, String name) throws IOException {
    page.waitForLoadState(LoadState.LOAD);
    var image = page.screenshot();
    assertThat(image.length).isBetween(5_000, IMAGE_BYTES_MAX);
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve("dashboard-" + name + ".png"), image);
  }
}
