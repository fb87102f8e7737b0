package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.GitFixture;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reviews of a real repository by a model that asks to see more of it. */
class ReviewMoreContextTest {

  private static final String SHOWN = "More of the repository, as you asked";
  private static final String APPROVED =
      "{\"approved\": true, \"issues\": [], \"suggestions\": [], \"more\": []}";
  private static final String REFUSED =
      """
      {"approved": false, "suggestions": [], "more": [], "issues": [{"severity": "high",
       "category": "correctness", "file": "a.ts", "line": 3, "quote": "return rate(n) * 2;",
       "description": "rate() never returns."}]}\
      """;

  @TempDir Path folder;
  private final AtomicReference<String> asked = new AtomicReference<>("lib/rate.ts");
  private final AtomicReference<Boolean> always = new AtomicReference<>(false);
  private GitFixture user;
  private Shell shell;
  private ScriptedModelServer server;

  @BeforeEach
  void repositoryAndModel() throws IOException {
    user = GitFixture.create(folder.resolve("user"));
    user.write("lib/rate.ts", "export function rate(n: number): number {\n  for (;;) {}\n}\n");
    Files.writeString(folder.resolve("outside.ts"), "out of the repository\n");
    Files.createSymbolicLink(user.root().resolve("link.ts"), folder.resolve("outside.ts"));
    user.commit("Start");
    user.write(
        "a.ts",
        """
        import { rate } from "./lib/rate";
        export function f(n: number): number {
          return rate(n) * 2;
        }
        """);
    server = ScriptedModelServer.start(this::answer);
    shell = new Shell(folder.resolve("home"), user.root());
    user.environment().forEach(shell::with);
    shell
        .with("PARLEY_HOME", folder.resolve("home/parley").toString())
        .with("ANTHROPIC_API_KEY", "test-key")
        .with("ANTHROPIC_BASE_URL", server.anthropicUrl());
  }

  @AfterEach
  void closeTheModel() {
    server.close();
  }

  /** Asks in both passes, and judges by whether it was shown the loop without an end. */
  private ScriptedAnswer answer(ScriptedRequest request) {
    if (request.system().startsWith("You check one finding")) {
      return ScriptedAnswer.text(
          "{\"refuted\": false, \"file\": \"\", \"quote\": \"\", \"why\": \"\"}");
    }
    if (always.get() || !request.firstUserWords().contains(SHOWN)) {
      return ScriptedAnswer.askingForLines(asked.get(), 1, 3);
    }
    return ScriptedAnswer.text(
        request.firstUserWords().contains("     2     for (;;) {}") ? REFUSED : APPROVED);
  }

  private List<String> shown() {
    return server.requests().stream()
        .map(request -> request.call().body())
        .filter(body -> body.contains(SHOWN))
        .toList();
  }

  @Test
  void whatAnUnchangedFileShowsBlocksTheChange() {
    var typed = shell.type("review");

    assertThat(typed.exitCode()).as(typed.err()).isEqualTo(1);
    assertThat(typed.out()).contains("a.ts:3", "rate() never returns.");
    assertThat(shown()).as("once for each pass").hasSize(2);
    assertThat(typed.err()).contains("cost: ");
  }

  @Test
  void aLinkOutOfTheRepositoryIsNotFollowed() {
    asked.set("link.ts");

    var typed = shell.type("review");

    assertThat(typed.exitCode()).as(typed.err()).isZero();
    assertThat(shown())
        .hasSize(2)
        .allSatisfy(body ->
            assertThat(body)
                .contains("link.ts is no text file of the repository")
                .doesNotContain("out of the repository"));
  }

  @Test
  void aModelThatOnlyAsksApprovesNothing() {
    always.set(true);

    var typed = shell.type("review");

    assertThat(typed.exitCode()).as(typed.err()).isEqualTo(1);
    assertThat(typed.out()).contains("kept asking");
  }
}
