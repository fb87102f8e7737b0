package dev.parley.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.config.ConfigurationLoader.FileText;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.config.ConfigurationLoader.Loaded;
import dev.parley.app.config.ConfigurationLoader.Sources;
import dev.parley.model.Code;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.ProblemException;
import dev.parley.review.ReviewGate.OnUnavailable;
import dev.parley.review.Severity;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationLoaderTest {

  private static final String EVERYTHING =
      """
      [models]
      default = "local/small"
      review = "openai/gpt-5-mini"

      [providers.local]
      base_url = "http://127.0.0.1:8000/v1"
      protocol = "openai"
      api_key_env = "LOCAL_KEY"
      free = true

      [prices."local/small"]
      free = true

      [prices."openai/gpt-5.4"]
      input = 2.5
      output = 15
      cache_read = 0.25
      from = 2026-12-01

      [prices."openai/gpt-5.4".long_context]
      above = 272000
      input = 5
      output = 22.5
      cache_write = 6

      [limits]
      profile = "cautious"
      max_usd_per_run = 2.5
      max_execution_time_per_task = 60

      [verification]
      commands = [["./test.sh"], ["make", "lint"]]
      timeout = 30

      [workspace]
      setup = [["npm", "ci"]]
      setup_timeout = 120
      copy = [".env.test"]
      env = { CI = "1", EMPTY = "" }

      [sandbox]
      mode = "none"
      network = false
      env = ["LANG"]

      [run]
      max_parallel = 2
      allow_unverified = true
      """;

  @Test
  void readsEveryKeyOfTheUsersFile() {
    var configuration = load(EVERYTHING, "", false).configuration();

    assertThat(configuration.models().standard()).contains(ModelName.parse("local/small"));
    assertThat(configuration.models().coding()).isEmpty();
    assertThat(configuration.providers())
        .containsExactly(
            Map.entry(
                "local",
                new Configuration.Provider(
                    Optional.of("http://127.0.0.1:8000/v1"),
                    Optional.of("openai"),
                    Optional.of("LOCAL_KEY"),
                    true)));
    assertThat(configuration.prices())
        .containsEntry(
            ModelName.parse("local/small"),
            new Configuration.Price(
                Configuration.Price.NOTHING, Optional.empty(), Optional.empty()))
        .containsEntry(
            ModelName.parse("openai/gpt-5.4"),
            new Configuration.Price(
                new Configuration.TokenPrices(
                    Money.ofUsd("2.5"),
                    Money.ofUsd("15"),
                    Optional.empty(),
                    Optional.of(Money.ofUsd("0.25"))),
                Optional.of(
                    new Configuration.LongContext(
                        272_000,
                        new Configuration.TokenPrices(
                            Money.ofUsd("5"),
                            Money.ofUsd("22.5"),
                            Optional.of(Money.ofUsd("6")),
                            Optional.empty()))),
                Optional.of(LocalDate.of(2026, 12, 1))));
    assertThat(configuration.limits().maxLlmRequestsPerHour()).isEqualTo(100);
    assertThat(configuration.limits().maxUsdPerRun()).isEqualTo(Money.ofUsd("2.5"));
    assertThat(configuration.limits().maxExecutionTimePerTask()).isEqualTo(Duration.ofMinutes(1));
    assertThat(configuration.limits().maxConcurrentTasks()).isEqualTo(2);
    assertThat(configuration.verification().commands())
        .contains(List.of(List.of("./test.sh"), List.of("make", "lint")));
    assertThat(configuration.workspace())
        .isEqualTo(
            new Configuration.Workspace(
                Optional.of(List.of(List.of("npm", "ci"))),
                Duration.ofMinutes(2),
                List.of(".env.test"),
                Map.of("CI", "1", "EMPTY", "")));
    assertThat(configuration.sandbox())
        .isEqualTo(new Configuration.Sandbox(false, false, List.of("LANG")));
    assertThat(configuration.run().allowUnverified()).isTrue();
  }

  private static final String ANALYSERS =
      """
      [review]
      analysers = ["oxlint", "own"]
      [review.analyser.own]
      command = ["scan", "--sarif", "{files}"]
      files = ["py"]
      whole_tree = true
      severity = "medium"
      [review.analyser.oxlint]
      timeout = 5
      optional = true
      """;

  @Test
  void readsAnalysersOfTheUsersOwnAndMoreAboutThoseThatAreKnown() {
    assertThat(load(ANALYSERS, "", false).configuration().review())
        .isEqualTo(
            new Configuration.Review(
                List.of("oxlint", "own"),
                Map.of(
                    "own",
                    new Configuration.OwnAnalyser(
                        List.of("scan", "--sarif", "{files}"),
                        List.of("py"),
                        true,
                        Optional.empty(),
                        false,
                        Severity.MEDIUM),
                    "oxlint",
                    new Configuration.OwnAnalyser(
                        List.of(),
                        List.of(),
                        false,
                        Optional.of(Duration.ofSeconds(5)),
                        true,
                        Severity.LOW)),
                OnUnavailable.WAIT));
  }

  @Test
  void noProgramThatAnUntrustedRepositoryNamesIsRun() {
    var loaded = load("", ANALYSERS, false);

    assertThat(loaded.configuration().review())
        .isEqualTo(new Configuration.Review(List.of("auto"), Map.of(), OnUnavailable.WAIT));
    assertThat(loaded.warnings())
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("review.analyser.own.command (parley.toml:4)");
    assertThat(load("", "[review]\nanalysers = \"none\"\n", false).configuration().review())
        .isEqualTo(new Configuration.Review(List.of("auto"), Map.of(), OnUnavailable.WAIT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "analysers = ['nosuch'] | there is no analyser nosuch",
        "analysers = 'all' | review.analysers must be auto, none, or a list of names; found all",
        "analyser.own.files = ['py'] | own needs a command",
        "analyser.tsc.command = ['x'] | tsc is known and needs no command",
      })
  void saysWhatIsWrongWithAnAnalyser(String line, String message) {
    assertThatThrownBy(() -> load("[review]\n" + line.replace("'", "\""), "", false))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(message);
  }

  @Test
  void laterSourcesWin() {
    var sources =
        new Sources(
            file("config.toml", "[limits]\nmax_usd_per_run = 1\nmax_usd_per_day = 1\n"),
            Optional.empty(),
            false,
            Map.of("PARLEY_LIMITS_MAX_USD_PER_RUN", "2", "PARLEY_LIMITS_MAX_USD_PER_DAY", "2"),
            new Flags(Map.of("limits.max_usd_per_run", "3"), Map.of(), Optional.empty()));

    var limits = ConfigurationLoader.load(sources).configuration().limits();

    assertThat(limits.maxUsdPerRun()).isEqualTo(Money.ofUsd("3"));
    assertThat(limits.maxUsdPerDay()).isEqualTo(Money.ofUsd("2"));
  }

  @Test
  void anUntrustedRepositoryBindsNothingButLowerLimits() {
    var loaded = load("", EVERYTHING, false);

    var untouched = load("", "", false).configuration();
    assertThat(loaded.configuration().verification()).isEqualTo(untouched.verification());
    assertThat(loaded.configuration().workspace()).isEqualTo(untouched.workspace());
    assertThat(loaded.configuration().sandbox()).isEqualTo(untouched.sandbox());
    assertThat(loaded.configuration().providers()).isEmpty();
    assertThat(loaded.configuration().prices()).isEmpty();
    assertThat(loaded.configuration().models()).isEqualTo(untouched.models());
    assertThat(loaded.configuration().run()).isEqualTo(untouched.run());
    assertThat(loaded.configuration().limits().maxUsdPerRun()).isEqualTo(Money.ofUsd("2.5"));
    assertThat(loaded.configuration().limits().maxLlmRequestsPerHour()).isEqualTo(100);
    assertThat(loaded.warnings())
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("until you run 'parley trust', left out: models.default (parley.toml:2), ")
        .contains("verification.commands (parley.toml:32)");
  }

  @Test
  void aTrustedRepositoryBinds() {
    var loaded = load("", EVERYTHING, true);

    assertThat(loaded.configuration().verification().commands()).isPresent();
    assertThat(loaded.warnings()).isEmpty();
  }

  @Test
  void aRepositoryNeverRaisesALimitEvenWhenTrusted() {
    var loaded =
        load(
            "[limits]\nmax_usd_per_run = 1\n",
            "[limits]\nprofile = \"standard\"\nmax_usd_per_run = 1.5\nmax_attempts_per_task = 2\n",
            true);

    assertThat(loaded.configuration().limits().maxUsdPerRun()).isEqualTo(Money.ofUsd("1"));
    assertThat(loaded.configuration().limits().maxAttemptsPerTask()).isEqualTo(2);
    assertThat(loaded.warnings())
        .containsExactly(
            "parley.toml:3: a repository may only lower limits.max_usd_per_run, which is $1");
  }

  @Test
  void theUserAtTheTerminalOverridesWhatARepositoryLowered() {
    var sources =
        new Sources(
            Optional.empty(),
            file("parley.toml", "[limits]\nmax_usd_per_run = 1\n"),
            false,
            Map.of(),
            new Flags(Map.of("limits.max_usd_per_run", "7"), Map.of(), Optional.empty()));

    assertThat(ConfigurationLoader.load(sources).configuration().limits().maxUsdPerRun())
        .isEqualTo(Money.ofUsd("7"));
  }

  @Test
  void aLimitsFileMayLeaveTheTableOut() {
    var flags = new Flags(Map.of(), Map.of(), file("l.toml", "max_usd_per_run = 4\n"));
    var sources = new Sources(Optional.empty(), Optional.empty(), false, Map.of(), flags);

    assertThat(ConfigurationLoader.load(sources).configuration().limits().maxUsdPerRun())
        .isEqualTo(Money.ofUsd("4"));
  }

  @Test
  void aLimitsFileMayBeJson() {
    var json = "{\n  \"max_usd_per_run\": 0.25,\n  \"max_attempts_per_task\": 2\n}";
    var flags = new Flags(Map.of(), Map.of(), file("l.json", json));
    var sources = new Sources(Optional.empty(), Optional.empty(), false, Map.of(), flags);

    var limits = ConfigurationLoader.load(sources).configuration().limits();

    assertThat(limits.maxUsdPerRun()).isEqualTo(Money.ofUsd("0.25"));
    assertThat(limits.maxAttemptsPerTask()).isEqualTo(2);
  }

  @Test
  void aMistakeInALimitsFileOfJsonNamesItsLine() {
    var json = "{\n  \"max_usd_per_run\": 1,\n  \"max_usd\": \"2\"\n}";
    var flags = new Flags(Map.of(), Map.of(), file("l.json", json));
    var sources = new Sources(Optional.empty(), Optional.empty(), false, Map.of(), flags);

    assertThatThrownBy(() -> ConfigurationLoader.load(sources))
        .hasMessageContaining("l.json:3: unknown key 'limits.max_usd'");
  }

  @Test
  void parallelismStaysWithinItsLimit() {
    var loaded = load("[run]\nmax_parallel = 9\n", "", false);

    assertThat(loaded.configuration().limits().maxConcurrentTasks()).isEqualTo(4);
    assertThat(loaded.warnings())
        .containsExactly("run.max_parallel is 9, but limits.max_concurrent_tasks allows 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`a = 1\n[limits]\nmax_usd_per_rnu = 1` | config.toml:1: unknown key 'a'",
        "`[limits]\nmax_usd_per_rnu = 1` | config.toml:2: unknown key 'limits.max_usd_per_rnu';"
            + " did you mean 'limits.max_usd_per_run'?",
        "`[modles]` | config.toml:1: unknown key 'modles'; did you mean 'models'?",
        "`[providers.x]\nbase_ulr = \"http://h\"` | config.toml:2: unknown key"
            + " 'providers.x.base_ulr'; did you mean 'providers.x.base_url'?",
        "`[limits]\n\nmax_attempts_per_task = \"3\"` | config.toml:3:"
            + " limits.max_attempts_per_task must be a whole number from 1 to 100; found 3",
        "`limits.max_attempts_per_task = 0` | must be a whole number from 1 to 100; found 0",
        "`limits.max_usd_per_run = 0.0000001` | must be dollars from 0.000001 to 1000000",
        "`limits = 3` | config.toml:1: unknown key 'limits'",
        "`verification.commands = [\"./test.sh\"]` | must be a list of commands, each a list",
        "`verification.commands = [[]]` | must be a list of commands, each a list",
        "`models.default = \"gpt-5\"` | must be a model as provider/model; found gpt-5",
        "`sandbox.mode = \"off\"` | must be one of auto, none; found off",
        "`prices.\"gpt-5\".free = true` | config.toml:1: 'gpt-5' is not a model",
        "`prices.\"a/b\".input = 1` | config.toml:1: the price of a/b needs input and output",
        "`prices.\"a/b\".from = \"soon\"` | must be a day as 2026-12-31; found soon",
        "`[prices.\"a/b\"]\ninput = 1\noutput = 1\nlong_context.above = 9` | the price of a/b needs",
        "`[prices.\"a/b\"]\ninput = 1\noutput = 1\nlong_context.input = 9` | need above",
        "`[limits]\nmax_usd_per_run = 1\nmax_usd_per_run = 2` | config.toml:3:",
      })
  void namesFileLineAndWhatIsWrong(String text, String message) {
    assertThatThrownBy(() -> load(text, "", false))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(Code.BAD_CONFIG);
              assertThat(e.problem().message()).contains(message);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PARLEY_LIMIT_MAX_USD_PER_RUN | 1 | did you mean PARLEY_LIMITS_MAX_USD_PER_RUN?",
        "PARLEY_RUN_MAX_PARALLEL | many | must be a whole number from 1 to 64; found many",
        "PARLEY_RUN_ALLOW_UNVERIFIED | yes | must be true or false; found yes",
      })
  void namesTheVariableThatIsWrong(String name, String value, String message) {
    var sources =
        new Sources(Optional.empty(), Optional.empty(), false, Map.of(name, value), Flags.NONE);

    assertThatThrownBy(() -> ConfigurationLoader.load(sources))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(message);
  }

  @Test
  void leavesOtherVariablesAlone() {
    var environment =
        Map.of(
            "PARLEY_HOME", "/x",
            "PARLEY_JAVA_OPTS", "-Xmx1g",
            "PARLEY_TOKEN", "of-a-client-of-the-server",
            "PARLEY_TOKEN_ADA", "of-the-server-itself",
            "PATH", "/bin",
            "HOME", "/h");
    var sources = new Sources(Optional.empty(), Optional.empty(), false, environment, Flags.NONE);

    assertThat(ConfigurationLoader.load(sources).warnings()).isEmpty();
  }

  static Loaded load(String user, String repository, boolean trusted) {
    return ConfigurationLoader.load(
        new Sources(
            file("config.toml", user),
            file("parley.toml", repository),
            trusted,
            Map.of(),
            Flags.NONE));
  }

  private static Optional<FileText> file(String name, String text) {
    return Optional.of(new FileText(name, text));
  }
}
