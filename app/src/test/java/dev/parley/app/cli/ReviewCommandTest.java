package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testkit.GitFixture;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate by command line: real git and store, real HTTP; only the model is scripted. */
class ReviewCommandTest {

  private static final String APPROVED =
      "{\"approved\": true, \"issues\": [], \"suggestions\": []}";
  private static final String HOLDS =
      "{\"refuted\": false, \"file\": \"\", \"quote\": \"\", \"why\": \"\"}";
  private static final String DEFECT = "let x; console.log(x.toString())\n";
  private static final String CLEAN = "let x = 1; console.log(x.toString())\n";

  @TempDir Path folder;
  private final AtomicReference<String> correctness = new AtomicReference<>(APPROVED);
  private final AtomicReference<String> refutation = new AtomicReference<>(HOLDS);
  private GitFixture user;
  private Shell shell;
  private ScriptedModelServer server;

  @BeforeEach
  void repositoryAndModel() {
    user = GitFixture.withOneCommit(folder.resolve("user"));
    server = ScriptedModelServer.start(this::answer);
    shell = new Shell(folder.resolve("home"), user.root());
    user.environment().forEach(shell::with);
    shell.with("PARLEY_HOME", folder.resolve("home/parley").toString());
  }

  @AfterEach
  void closeTheModel() {
    server.close();
  }

  private ScriptedAnswer answer(ScriptedRequest request) {
    if (request.system().startsWith("You check one finding")) {
      return ScriptedAnswer.text(refutation.get());
    }
    boolean security = request.system().contains("Look only for what makes the change insecure");
    return ScriptedAnswer.text(security ? APPROVED : correctness.get());
  }

  private void withModel() {
    shell.with("ANTHROPIC_API_KEY", "test-key").with("ANTHROPIC_BASE_URL", server.anthropicUrl());
  }

  private static JsonNode json(Shell.Typed typed) throws IOException {
    return new ObjectMapper().readTree(typed.out());
  }

  // The known case

  @ParameterizedTest
  @ValueSource(strings = {"", "// @ts-nocheck\n", "// @ts-nocheck\n/* oxlint-disable */\n"})
  void theKnownDefectIsNotApprovedWithoutAModel(String before) throws IOException {
    user.write("test.ts", before + DEFECT);

    var typed = shell.type("review", "--no-llm", "--format", "json");

    assertThat(typed.exitCode()).isEqualTo(1);
    var json = json(typed);
    assertThat(json.path("approved").asBoolean()).isFalse();
    var issue = json.path("issues").path(0);
    assertThat(issue.path("rule").asText()).isEqualTo("null-dereference");
    assertThat(issue.path("severity").asText()).isEqualTo("high");
    assertThat(issue.path("file").asText()).isEqualTo("test.ts");
    assertThat(issue.path("source").asText()).isEqualTo("analyser");
    assertThat(issue.path("fingerprint").asText()).matches("[0-9a-f]{16}");
  }

  @Test
  void noModelCanApproveTheKnownDefectOrRefuteIt() throws IOException {
    withModel();
    refutation.set(
        "{\"refuted\": true, \"file\": \"test.ts\", \"quote\": \"let x;\", \"why\": \"fine\"}");
    user.write("test.ts", DEFECT);

    var typed = shell.type("review", "--format", "json");

    assertThat(typed.exitCode()).as(typed.err()).isEqualTo(1);
    assertThat(json(typed).path("approved").asBoolean()).isFalse();
    assertThat(typed.err()).contains("reviewing with anthropic/", "cost: ");
  }

  // Which change

  @Test
  void reviewsWhatIsNotCommittedYetAndTouchesNothing() {
    user.write("sub/fine.ts", CLEAN);
    user.git("add", "-A");
    user.write("sub/new.ts", CLEAN);
    var before = user.state();
    String objects = user.git("count-objects", "-v");

    var typed = shell.type("review", "--no-llm");

    assertThat(typed.exitCode()).as(typed.out() + typed.err()).isZero();
    assertThat(typed.lines().getLast()).startsWith("approved: 0 blocking");
    assertThat(user.state()).isEqualTo(before);
    assertThat(user.git("count-objects", "-v")).isEqualTo(objects);
    assertThat(folder.resolve("home/parley/parley.db")).as("no store is made").doesNotExist();
  }

  @Test
  void leavesOutWhatIsIgnored() {
    user.write(".gitignore", "*.gen.ts\n");
    user.write("a.gen.ts", DEFECT);

    assertThat(shell.type("review", "--no-llm").exitCode()).isZero();
  }

  @Test
  void reviewsOnlyWhatIsStaged() {
    user.write("fine.ts", CLEAN);
    user.git("add", "-A");
    user.write("bad.ts", DEFECT);

    assertThat(shell.type("review", "--no-llm", "--staged").exitCode()).isZero();
    assertThat(shell.type("review", "--no-llm").exitCode()).isEqualTo(1);
  }

  @Test
  void reviewsTheLastCommitSinceItParted() {
    String start = user.head();
    user.write("bad.ts", DEFECT);
    user.commit("Bad");
    String other = user.head();
    user.git("checkout", "-q", "-b", "feature", start);
    user.write("fine.ts", CLEAN);
    user.commit("Fine");

    var typed = shell.type("review", "--no-llm", "--base", other);

    assertThat(typed.exitCode()).as(typed.out() + typed.err()).isZero();
    user.write("bad.ts", DEFECT);
    assertThat(shell.type("review", "--no-llm", "--base", other).err())
        .contains("what is not committed yet is not reviewed");
  }

  @Test
  void reviewsADiffWithTheFilesItIsAbout() throws IOException {
    user.write("a.ts", "let x;\nx = 1;\nconsole.log(x.toString());\n");
    user.commit("Fine");
    user.write("a.ts", "let x;\nconsole.log(x.toString());\n");
    Files.writeString(folder.resolve("change.diff"), user.git("diff") + "\n");
    user.git("checkout", "-q", "--", ".");

    var typed = shell.type("review", "--no-llm", "--diff", "../change.diff");

    assertThat(typed.exitCode()).as(typed.out() + typed.err()).isEqualTo(1);
    assertThat(typed.out()).contains("a.ts:2: high (correctness)");
  }

  @Test
  void reviewsADiffOutsideOfAnyRepositoryFromStandardInput() {
    var typed =
        shell
            .reading(
                """
                diff --git a/test.ts b/test.ts
                new file mode 100644
                --- /dev/null
                +++ b/test.ts
                @@ -0,0 +1 @@
                +let x; console.log(x.toString())
                """)
            .type("review", "--no-llm", "--diff", "-", "--repo", folder.toString());

    assertThat(typed.exitCode()).as(typed.err()).isEqualTo(1);
    assertThat(typed.out()).contains("test.ts:1: high (correctness)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "review --no-llm | there is nothing to review",
        "review --no-llm --staged | there is nothing to review",
        "review --no-llm --base nowhere | there is no commit nowhere",
        "review --no-llm --base --output=x | no revision",
        "review --no-llm --diff none.diff | none.diff cannot be read",
        "review --no-llm --diff README.md | is no diff that can be read: line 1",
        "review --staged --base HEAD | mutually exclusive",
        "review --waive abc --reason x | not a fingerprint: abc",
        "review --waive 0123456789abcdef | --reason",
        "review --waive 0123456789abcdef --reason x --until soon | not a day to come: soon",
        "review --waive 0123456789abcdef --reason x --until 2020-01-01 | not a day to come",
        "review --withdraw 0123456789abcdef | nothing was waived as 0123456789abcdef",
        "review --waive 0123456789abcdef --reason x | no review here has shown",
        "review --waive 0123456789abcdef --reason x --withdraw 0123456789abcdef | exclusive",
      })
  void wrongUsageIsExitCodeTwoAndSaysWhatIsWrong(String line, String message) {
    var typed = shell.type(line.strip().split(" +"));

    assertThat(typed.exitCode()).as(typed.out() + typed.err()).isEqualTo(2);
    assertThat(typed.err()).contains(message).doesNotContain("\tat ");
    assertThat(typed.out()).isEmpty();
  }

  @Test
  void withoutAModelItSaysHowToDoWithoutOne() {
    user.write("test.ts", CLEAN);

    var typed = shell.type("review");

    assertThat(typed.exitCode()).isEqualTo(4);
    assertThat(typed.err()).contains("ANTHROPIC_API_KEY", "--no-llm");
  }

  // Models

  @Test
  void aModelsFindingBlocksUntilCodeRefutesIt() throws IOException {
    withModel();
    user.write("a.ts", "export function f(n: number) {\n  return n / total;\n}\n");
    correctness.set(
        """
        {"approved": false, "suggestions": [], "issues": [{"severity": "high",
         "category": "correctness", "file": "a.ts", "line": 2, "quote": "return n / total;",
         "description": "total may be 0."}]}\
        """);

    var blocked = shell.type("review", "--format", "json");
    assertThat(blocked.exitCode()).as(blocked.err()).isEqualTo(1);

    refutation.set(
        "{\"refuted\": true, \"file\": \"a.ts\", \"quote\": \"nowhere\", \"why\": \"w\"}");
    assertThat(shell.type("review", "--no-cache").exitCode()).as("nothing is quoted").isEqualTo(1);

    refutation.set(
        "{\"refuted\": true, \"file\": \"a.ts\", \"quote\": \"n: number\", \"why\": \"w\"}");
    var approved = shell.type("review", "--no-cache", "--format", "json");
    assertThat(approved.exitCode()).as(approved.out()).isZero();
    assertThat(json(approved).path("issues").path(0).path("settled").asText()).isEqualTo("refuted");
  }

  @Test
  void aModelThatCannotBeUsedIsNoApproval() {
    withModel();
    user.write("test.ts", CLEAN);
    correctness.set("LGTM");

    var typed = shell.type("review");

    assertThat(typed.exitCode()).isEqualTo(4);
    assertThat(typed.err()).contains("there is no verdict", "--no-llm");
    assertThat(typed.out()).isEmpty();
  }

  @Test
  void atALimitItSaysWhatHelpsAReview() {
    withModel();
    user.write("test.ts", CLEAN);
    shell.type("limits", "set", "max_llm_tokens_per_day=100");

    var typed = shell.type("review");

    assertThat(typed.exitCode()).as(typed.err()).isEqualTo(3);
    assertThat(typed.err())
        .contains("max_llm_tokens_per_day", "parley limits set", "--no-llm")
        .doesNotContain("parley resume");
    assertThat(typed.out()).isEmpty();
  }

  // Waivers

  @Test
  void whatSomebodyWaivedDoesNotBlockUntilItIsTakenBack() throws IOException {
    user.write("test.ts", DEFECT);
    String fingerprint =
        json(shell.type("review", "--no-llm", "--format", "json"))
            .path("issues")
            .path(0)
            .path("fingerprint")
            .asText();

    var waived =
        shell
            .with("USER", "ada")
            .type("review", "--waive", fingerprint, "--reason", "only a sketch");
    assertThat(waived.out()).startsWith("waived: " + fingerprint);

    user.write("test.ts", "\n\n" + DEFECT);
    var passed = shell.type("review", "--no-llm");
    assertThat(passed.exitCode()).as(passed.out()).isZero();
    assertThat(passed.out()).contains("waived: waived by ada: only a sketch");

    assertThat(shell.type("review", "--withdraw", fingerprint).exitCode()).isZero();
    assertThat(shell.type("review", "--no-llm").exitCode()).isEqualTo(1);
  }

  @Test
  void aWaiverLetsOnlyItsOwnFindingPass() throws IOException {
    user.write("test.ts", DEFECT);
    String fingerprint =
        json(shell.type("review", "--no-llm", "--format", "json"))
            .path("issues")
            .path(0)
            .path("fingerprint")
            .asText();
    shell.type("review", "--waive", fingerprint, "--reason", "r", "--until", "2999-01-01");

    user.write("test.ts", DEFECT + DEFECT);

    assertThat(shell.type("review", "--no-llm").exitCode()).isEqualTo(1);
  }

  @Test
  void aKeyInTheReasonOfAWaiverIsRefused() {
    // In two parts, so that no scanner takes this file for a leak.
    String token = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ2bC4dF6hJ8";

    var typed = shell.type("review", "--waive", "0123456789abcdef", "--reason", "it is " + token);

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("--reason").doesNotContain(token);
  }

  @Test
  void namesFilesWithCodeThatNoAnalyserReads() throws IOException {
    user.write("page.vue", "<template></template>\n");
    user.write("run.sh", "echo hello\n");
    user.write("notes.md", "hello\n");

    var typed = shell.type("review", "--no-llm", "--format", "json");
    var sarif = shell.type("review", "--no-llm", "--format", "sarif");

    assertThat(typed.exitCode()).isZero();
    assertThat(json(typed).path("notes").toString())
        .contains("No analyser reads page.vue, run.sh:")
        .doesNotContain("notes.md");
    assertThat(
            json(sarif)
                .at("/runs/0/invocations/0/toolExecutionNotifications")
                .findValuesAsText("text"))
        .anyMatch(text -> text.contains("page.vue, run.sh"));
  }

  @Test
  void saysWhichWasReviewedWhereIndexAndWorkTreeDiffer() throws IOException {
    user.write("a.ts", CLEAN);
    user.git("add", "a.ts");
    assertThat(json(shell.type("review", "--no-llm", "--format", "json")).path("notes").toString())
        .doesNotContain("--staged");

    user.write("a.ts", CLEAN + CLEAN);

    assertThat(json(shell.type("review", "--no-llm", "--format", "json")).path("notes").toString())
        .contains("What the work tree holds was reviewed", "--staged");
  }

  // SARIF

  @Test
  void writesSarifThatNamesPlaceRuleAndFingerprint() throws IOException {
    user.write("a folder/test.ts", DEFECT);

    var typed = shell.type("review", "--no-llm", "--format", "sarif");

    assertThat(typed.exitCode()).isEqualTo(1);
    var run = json(typed).path("runs").path(0);
    var result = run.path("results").path(0);
    assertThat(json(typed).path("version").asText()).isEqualTo("2.1.0");
    assertThat(result.path("level").asText()).isEqualTo("error");
    assertThat(result.path("ruleId").asText()).isEqualTo("null-dereference");
    assertThat(run.at("/tool/driver/rules/0/id").asText()).isEqualTo("null-dereference");
    assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("a%20folder/test.ts");
    assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(1);
    assertThat(result.at("/partialFingerprints/parleyFinding~1v1").asText())
        .matches("[0-9a-f]{16}");
  }
}
