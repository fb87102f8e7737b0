package dev.parley.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.testkit.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything a command says before, or instead of, carrying out a run. */
class CommandsTest {

  @TempDir Path folder;
  private GitFixture user;
  private Shell shell;

  @BeforeEach
  void repository() throws IOException {
    user = GitFixture.withOneCommit(folder.resolve("user"));
    Files.writeString(folder.resolve("meeting.txt"), "Ada: We need reports as CSV.\n");
    shell = new Shell(folder.resolve("home"), user.root());
    user.environment().forEach(shell::with);
    shell.with("PARLEY_HOME", folder.resolve("home/parley").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rnu ../meeting.txt | Did you mean run?",
        "run --bugdet-usd 3 | Did you mean --budget-usd?",
        "run | nothing to start from",
        "run ../meeting.txt --tasks x.json | more than one thing to start from",
        "run ../none.txt | cannot read ../none.txt: there is no such file",
        "run ../meeting.txt --repo .. | is in no git repository",
        "run ../meeting.txt --budget-usd lots | --budget-usd: limits.max_usd_per_run must be dollars",
        "run ../meeting.txt --max-parallel 0 | --max-parallel: limits.max_concurrent_tasks must be",
        "run ../meeting.txt --limits generous | neither standard, cautious, nor a file",
        "run ../meeting.txt --sandbox off | must be one of auto, none; found off",
        "run ../meeting.txt --model gpt | must be a model as provider/model; found gpt",
        "run ../meeting.txt --agent nobody | there is no agent 'nobody'",
        "show x | there is no run 'x'",
        "resume x | there is no run 'x'",
        "cancel x | there is no run 'x'",
        "logs x | there is no run 'x'",
        "report x | there is no run 'x'",
        "analytics --meeting x | no run read a meeting 'x'",
        "insights --meeting x | no run read a meeting 'x'",
        "analytics --run x | there is no run 'x'",
        "insights --since yesterday | --since is no date: yesterday",
        "trust | there is no",
      })
  void wrongUsageIsExitCodeTwoAndSaysWhatIsWrong(String line, String message) {
    var typed = shell.with("ANTHROPIC_API_KEY", "k").type(line.strip().split(" +"));

    assertThat(typed.exitCode()).as(typed.err()).isEqualTo(2);
    assertThat(typed.err()).startsWith("parley: ").contains(message);
    assertThat(typed.err().lines().count()).as("a remedy, and no stack trace").isBetween(2L, 4L);
    assertThat(typed.out()).isEmpty();
  }

  @Test
  void withoutAModelItNamesTheThreeWaysToGetOne() {
    var typed = shell.type("run", "../meeting.txt");

    assertThat(typed.exitCode()).isEqualTo(4);
    assertThat(typed.err()).contains("ANTHROPIC_API_KEY", "OPENAI_API_KEY", "base_url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--model", "--review-model"})
  void aModelWithoutAPriceIsRefusedBeforeAnythingBeginsAndTheLinesItNamesMendIt(String option)
      throws IOException {
    shell.with("OPENAI_API_KEY", "k").with("XDG_CONFIG_HOME", folder.resolve("config").toString());
    String[] line = {
      "run", "../meeting.txt", option, "openai/unheard-of", "--sandbox", "none", "--agent", "nobody"
    };
    var typed = shell.type(Arrays.copyOf(line, 6));

    assertThat(typed.exitCode()).isEqualTo(4);
    assertThat(typed.err())
        .contains("the price of openai/unheard-of is not known")
        .contains("[prices.\"openai/unheard-of\"]", "input = 1.00", "output = 5.00");
    assertThat(shell.type("runs").err()).contains("there is no run yet");

    Files.createDirectories(folder.resolve("config/parley"));
    Files.writeString(
        folder.resolve("config/parley/config.toml"),
        "[prices.\"openai/unheard-of\"]\ninput = 1.00\noutput = 5.00\n");
    assertThat(shell.type("doctor").out()).contains("1 price of your own");
    assertThat(shell.type(line).err()).doesNotContain("price of").contains("nobody");
  }

  @Test
  void aProviderThatIsNotSetUpIsSaidBeforeAnythingBegins() {
    var typed =
        shell
            .with("OPENAI_API_KEY", "k")
            .type("run", "../meeting.txt", "--model", "anthropic/claude-haiku-4-5");

    assertThat(typed.exitCode()).isEqualTo(4);
    assertThat(typed.err()).contains("provider 'anthropic'", "ANTHROPIC_API_KEY");
  }

  @Test
  void aMistakeInTheRepositorysFileNamesItsLine() throws IOException {
    Files.writeString(user.root().resolve("parley.toml"), "[limits]\nmax_usd = 3\n");

    var typed = shell.with("OPENAI_API_KEY", "k").type("run", "../meeting.txt");

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err())
        .contains("parley.toml:2: unknown key 'limits.max_usd'; did you mean 'limits.max_usd_per_");
  }

  @Test
  void trustShowsWhatItTrustsAndMakesItBind() throws IOException {
    Files.writeString(user.root().resolve("parley.toml"), "[models]\ndefault = \"a/b\"\n");

    assertThat(shell.with("OPENAI_API_KEY", "k").type("plan", "../none").err())
        .contains("there is no such file");
    assertThat(shell.type("plan", "../meeting.txt", "--model", "x/y").err())
        .contains("until you run 'parley trust'", "models.default (parley.toml:2)");

    var typed = shell.type("trust");

    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).contains("trusted", "default = \"a/b\"");
    assertThat(shell.type("plan", "../meeting.txt").err())
        .contains("provider 'a'")
        .doesNotContain("parley trust");
  }

  @Test
  void doctorNamesWhatIsMissingAndShowsNoKey() throws IOException {
    var typed = shell.with("ANTHROPIC_API_KEY", "secret-key").type("doctor");
    assertThat(typed.out())
        .contains("git version", "anthropic/claude-sonnet-4-5", "MiB free", "list of 2026-08")
        .doesNotContain("secret-key");

    var without = shell.without("ANTHROPIC_API_KEY").type("doctor", "--json");
    assertThat(without.exitCode()).isEqualTo(4);
    var json = new ObjectMapper().readTree(without.out());
    assertThat(json.path("healthy").asBoolean()).isFalse();
    assertThat(json.path("checks").valueStream().map(check -> check.path("name").asText()))
        .containsExactly("jdk", "git", "sandbox", "models", "prices", "store", "disk");
    assertThat(json.path("checks").path(3).path("health").asText()).isEqualTo("missing");
    assertThat(json.path("checks").path(3).path("remedy").asText()).contains("OPENAI_API_KEY");
    assertThat(json.path("analysers").valueStream())
        .filteredOn(analyser -> analyser.path("name").asText().equals("oxlint"))
        .singleElement()
        .satisfies(analyser -> {
          assertThat(analyser.path("present").asBoolean()).isFalse();
          assertThat(analyser.path("remedy").asText()).isEqualTo("parley doctor --install");
        });
  }

  @Test
  void agentsSaysWhetherTheBuiltinOneHasAModel() {
    assertThat(shell.type("agents").exitCode()).isEqualTo(4);

    var typed = shell.with("OPENAI_API_KEY", "secret-key").type("agents");
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.out()).contains("builtin", "openai").doesNotContain("secret-key");
  }

  @Test
  void debugShowsWhereAFailureComesFrom() {
    assertThat(shell.type("show", "x", "--debug").err()).contains("ProblemException", "\tat ");
    assertThat(shell.type("--debug", "show", "x").err()).contains("\tat ");
    assertThat(shell.type("show", "x").err()).doesNotContain("\tat ");
  }

  @Test
  void aSecretOfTheEnvironmentIsInNoMessage() {
    var typed =
        shell.with("ANTHROPIC_API_KEY", "sk-very\nsecret").type("run", "../meeting.txt", "--debug");

    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains("key of provider 'anthropic'").doesNotContain("secret");
  }

  @Test
  void onlyItsOwnerReadsTheHome() throws IOException {
    var _ = shell.type("runs");

    assertThat(Files.getPosixFilePermissions(folder.resolve("home/parley")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void helpOffersNothingThatDoesNotWork() {
    var help = shell.type("--help").out();

    assertThat(help)
        .contains("run", "plan", "simulate", "resume", "doctor", "serve")
        .doesNotContain("worker");
  }
}
