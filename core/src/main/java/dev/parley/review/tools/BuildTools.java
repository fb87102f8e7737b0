package dev.parley.review.tools;

import static dev.parley.review.tools.ReportFormat.CLIPPY;
import static dev.parley.review.tools.ReportFormat.GO_VET;
import static dev.parley.review.tools.ReportFormat.SPOTBUGS;

import dev.parley.review.Severity;
import dev.parley.review.tools.AnalyserTool.Bounds;
import dev.parley.review.tools.AnalyserTool.From;
import dev.parley.review.tools.AnalyserTool.Launch;
import dev.parley.review.tools.AnalyserTool.Reads;
import dev.parley.review.tools.AnalyserTool.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tools that look at what a build makes, or build it themselves. */
final class BuildTools {

  private BuildTools() {}

  static AnalyserTool spotBugs() {
    return new AnalyserTool(
        "spotbugs",
        "4.10.4",
        new Reads(Scope.CLASSES, Set.of("java"), Optional.empty(), Optional.empty()),
        List.of(
            new Launch(
                true,
                List.of("lib/spotbugs-4.10.4.jar"),
                Optional.of("java"),
                List.of(
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    "{tool}/lib/*",
                    "edu.umd.cs.findbugs.FindBugs2",
                    "-quiet",
                    "-xml:withMessages={report}",
                    "-low",
                    "-effort:default",
                    "-pluginList",
                    "{tool}/plugin/findsecbugs-plugin-1.14.0.jar",
                    "{scratch}/classes"),
                Map.of("HOME", "{scratch}", "JDK_JAVA_OPTIONS", ""),
                StandardTools.output(SPOTBUGS, From.FILE, Set.of(0, 1), ""))),
        Bounds.BUILD,
        false,
        Severity.LOW);
  }

  static AnalyserTool clippy() {
    var arguments =
        List.of(
            "clippy",
            "--offline",
            "--quiet",
            "--message-format=json",
            "--all-targets",
            "--",
            "--force-warn",
            "clippy::correctness",
            "--force-warn",
            "clippy::suspicious",
            "--force-warn",
            "unconditional_panic",
            "--force-warn",
            "arithmetic_overflow",
            "--force-warn",
            "unconditional_recursion",
            "--force-warn",
            "unused_must_use");
    var environment =
        Map.of(
            "CARGO_TARGET_DIR",
            "{scratch}/target",
            "CARGO_NET_OFFLINE",
            "true",
            "CLIPPY_CONF_DIR",
            "{own}",
            "RUSTFLAGS",
            "",
            "CARGO_TERM_COLOR",
            "never");
    var lacking =
        "no matching package|--offline was specified|failed to (?:download|get|load|fetch)|unable"
            + " to update|can't find crate for `std`|is not installed|no such command|rustup could"
            + " not|requires rustc|linker .{1,80} not found|could not choose a version of cargo";
    return new AnalyserTool(
        "clippy",
        "",
        new Reads(Scope.PROJECT, Set.of("rs"), Optional.of("Cargo.toml"), Optional.empty()),
        List.of(
            new Launch(
                false,
                List.of("cargo"),
                Optional.empty(),
                arguments,
                environment,
                StandardTools.output(CLIPPY, From.STANDARD_OUTPUT, Set.of(0, 101), lacking))),
        Bounds.BUILD,
        false,
        Severity.LOW);
  }

  static AnalyserTool goVet() {
    var environment =
        Map.of(
            "GOCACHE",
            "{scratch}/cache",
            "GOFLAGS",
            "-mod=mod",
            "GOPROXY",
            "off",
            "GOTOOLCHAIN",
            "local",
            "GOSUMDB",
            "off",
            "CGO_ENABLED",
            "0",
            "GOWORK",
            "off");
    var lacking =
        "(?m)^(?:vet: )?\\S+\\.go:\\d+:\\d+: (?:cannot find (?:module|package)|no required module"
            + "|missing go\\.sum|could not import|package \\S+ is not in)|^go: |no such tool \"vet\"";
    return new AnalyserTool(
        "go-vet",
        "",
        new Reads(Scope.PROJECT, Set.of("go"), Optional.of("go.mod"), Optional.empty()),
        List.of(
            new Launch(
                false,
                List.of("go"),
                Optional.empty(),
                List.of("vet", "-json", "./..."),
                environment,
                StandardTools.output(GO_VET, From.BOTH_OUTPUTS, Set.of(0, 1, 2), lacking))),
        Bounds.BUILD,
        false,
        Severity.LOW);
  }
}
