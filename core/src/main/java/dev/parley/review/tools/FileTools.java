package dev.parley.review.tools;

import static dev.parley.review.tools.ReportFormat.BIOME;
import static dev.parley.review.tools.ReportFormat.OXLINT;
import static dev.parley.review.tools.ReportFormat.RUFF;
import static dev.parley.review.tools.ReportFormat.SARIF;
import static dev.parley.review.tools.ReportFormat.SECRETLINT;
import static dev.parley.review.tools.ReportFormat.TSC;

import dev.parley.review.Severity;
import dev.parley.review.tools.AnalyserTool.Bounds;
import dev.parley.review.tools.AnalyserTool.From;
import dev.parley.review.tools.AnalyserTool.Launch;
import dev.parley.review.tools.AnalyserTool.Output;
import dev.parley.review.tools.AnalyserTool.Probe;
import dev.parley.review.tools.AnalyserTool.Reads;
import dev.parley.review.tools.AnalyserTool.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tools that look at single files, told to read no settings but Parley's own. */
final class FileTools {

  private static final Set<String> SCRIPTS =
      Set.of("js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts");

  /** Settings of the user must not steer a tool either. */
  private static final Map<String, String> NO_HOME =
      Map.of("HOME", "{scratch}", "XDG_CONFIG_HOME", "{scratch}", "NODE_OPTIONS", "");

  private FileTools() {}

  static AnalyserTool astGrep() {
    // Its rules are Parley's own, for languages that the built-in rules do not read. One bad rule
    // would make it print nothing at all: the probe tells.
    var probe = new Probe("probe.js", "parleyProbe()\n", "parley-probe");
    var extensions =
        Set.of(
            "php", "rb", "cs", "kt", "kts", "c", "h", "cc", "cpp", "cxx", "hpp", "go", "rs",
            "swift", "scala", "lua", "sh", "bash", "ex", "exs");
    var arguments =
        List.of(
            "scan",
            "--config",
            "{own}/sgconfig.yml",
            "--format",
            "sarif",
            "--color",
            "never",
            "--no-ignore",
            "hidden",
            "--no-ignore",
            "dot",
            "--no-ignore",
            "exclude",
            "--no-ignore",
            "global",
            "--no-ignore",
            "parent",
            "--no-ignore",
            "vcs",
            ".");
    var output = StandardTools.output(SARIF, From.STANDARD_OUTPUT, Set.of(0, 1), "");
    return tool(
        "ast-grep",
        "0.51.1",
        new Reads(Scope.FLAT, extensions, Optional.empty(), Optional.of(probe)),
        List.of(
            new Launch(
                true,
                List.of(
                    "node_modules/@ast-grep/cli-{os}-{arch}-gnu/ast-grep",
                    "node_modules/@ast-grep/cli-{os}-{arch}/ast-grep"),
                Optional.empty(),
                arguments,
                NO_HOME,
                output),
            onPath(List.of("ast-grep"), arguments, output)));
  }

  static AnalyserTool oxlint() {
    var plain =
        List.of(
            "--config",
            "{own}/oxlint.json",
            "--disable-nested-config",
            "--no-ignore",
            "--deny-warnings",
            "--format",
            "json",
            "{files}");
    var typed =
        List.of(
            "--config",
            "{own}/oxlint.json",
            "--disable-nested-config",
            "--no-ignore",
            "--deny-warnings",
            "--tsconfig",
            "{own}/tsconfig.json",
            "--type-aware",
            "--type-check",
            "--format",
            "json",
            "{files}");
    var output = StandardTools.output(OXLINT, From.STANDARD_OUTPUT, Set.of(0, 1), "");
    return tool(
        "oxlint",
        "1.94.0",
        files(Scope.LINKED, SCRIPTS),
        List.of(
            new Launch(
                true,
                List.of("node_modules/oxlint/bin/oxlint"),
                Optional.of("node"),
                typed,
                Map.of(
                    "HOME",
                    "{scratch}",
                    "XDG_CONFIG_HOME",
                    "{scratch}",
                    "NODE_OPTIONS",
                    "",
                    "OXLINT_TSGOLINT_PATH",
                    "{tool}/node_modules/@oxlint-tsgolint/{os}-{arch}/tsgolint"),
                output),
            onPath(List.of("oxlint"), plain, output)));
  }

  static AnalyserTool tsc() {
    var arguments =
        List.of(
            "--noEmit",
            "--strict",
            "--pretty",
            "false",
            "--skipLibCheck",
            "--target",
            "esnext",
            "--module",
            "esnext",
            "--moduleResolution",
            "bundler",
            "--moduleDetection",
            "force",
            "--jsx",
            "preserve",
            "--allowImportingTsExtensions",
            "--esModuleInterop",
            "--resolveJsonModule",
            "--experimentalDecorators",
            "{files}",
            "{declarations}");
    var output = StandardTools.output(TSC, From.STANDARD_OUTPUT, Set.of(0, 1, 2), "");
    return tool(
        "tsc",
        "7.0.2",
        files(Scope.LINKED, Set.of("ts", "tsx", "mts", "cts")),
        List.of(
            new Launch(
                true,
                List.of("node_modules/@typescript/typescript-{os}-{arch}/lib/tsc"),
                Optional.empty(),
                arguments,
                NO_HOME,
                output),
            onPath(List.of("tsgo", "tsc"), arguments, output)));
  }

  static AnalyserTool biome() {
    var arguments =
        List.of(
            "lint",
            "--config-path={own}",
            "--reporter=json",
            "--max-diagnostics=none",
            "--colors=off",
            "--no-errors-on-unmatched",
            ".");
    var output = StandardTools.output(BIOME, From.STANDARD_OUTPUT, Set.of(0, 1), "");
    return tool(
        "biome",
        "2.6.8",
        files(Scope.FLAT, SCRIPTS),
        List.of(
            new Launch(
                true,
                List.of("node_modules/@biomejs/cli-{os}-{arch}/biome"),
                Optional.empty(),
                arguments,
                NO_HOME,
                output),
            onPath(List.of("biome"), arguments, output)));
  }

  static AnalyserTool ruff() {
    var output = StandardTools.output(RUFF, From.STANDARD_OUTPUT, Set.of(0, 1), "");
    return tool(
        "ruff",
        "0.17.4",
        files(Scope.FLAT, Set.of("py", "pyi")),
        List.of(
            onPath(
                List.of("ruff"),
                List.of(
                    "check",
                    "--isolated",
                    "--no-cache",
                    "--ignore-noqa",
                    "--quiet",
                    "--no-respect-gitignore",
                    "--output-format",
                    "json",
                    "--select",
                    "E9,F,B,S,PLE,RUF,ASYNC,E722,BLE",
                    "."),
                output),
            node(List.of("{own}/ruff.cjs"), List.of("{tool}", "."), output)));
  }

  static AnalyserTool secretlint() {
    return tool(
        "secretlint",
        "12.0.0",
        files(Scope.FLAT, Set.of("*")),
        List.of(
            node(
                List.of("node_modules/secretlint/bin/secretlint.js"),
                List.of(
                    "--format",
                    "json",
                    "--no-color",
                    "--secretlintrc",
                    "{own}/secretlint.json",
                    "--secretlintignore",
                    "{own}/nothing",
                    "**/*"),
                StandardTools.output(SECRETLINT, From.STANDARD_OUTPUT, Set.of(0, 1), ""))));
  }

  private static AnalyserTool tool(
      String name, String version, Reads reads, List<Launch> launches) {
    return new AnalyserTool(name, version, reads, launches, Bounds.STANDARD, false, Severity.LOW);
  }

  private static Reads files(Scope scope, Set<String> extensions) {
    return new Reads(scope, extensions, Optional.empty(), Optional.empty());
  }

  private static Launch node(List<String> programs, List<String> arguments, Output output) {
    return new Launch(true, programs, Optional.of("node"), arguments, NO_HOME, output);
  }

  private static Launch onPath(List<String> names, List<String> arguments, Output output) {
    return new Launch(false, names, Optional.empty(), arguments, NO_HOME, output);
  }
}
