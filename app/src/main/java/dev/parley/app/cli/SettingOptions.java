package dev.parley.app.cli;

import dev.parley.app.config.ConfigurationLoader.FileText;
import dev.parley.app.config.ConfigurationLoader.Flags;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags that are settings; they win over every file. */
final class SettingOptions {

  private static final Set<String> PROFILES = Set.of("standard", "cautious");

  @Option(
      names = "--model",
      paramLabel = "P/M",
      description = "The model for every role, as provider/model.")
  @Nullable String model;

  @Option(
      names = "--review-model",
      paramLabel = "P/M",
      description = "The model that reviews. Default: [models] review, else --model.")
  @Nullable String reviewModel;

  @Option(
      names = "--max-parallel",
      paramLabel = "N",
      description = "Tasks worked on at a time. Default: 4.")
  @Nullable String maxParallel;

  @Option(
      names = "--budget-usd",
      paramLabel = "X",
      description = "Dollars the run may spend. Default: 10.")
  @Nullable String budgetUsd;

  @Option(
      names = "--limits",
      paramLabel = "L",
      description = "standard, cautious, or a file of limits in TOML or JSON. Default: standard.")
  @Nullable String limits;

  @Option(
      names = "--allow-unverified",
      description = "Let changes land although nothing in the repository verifies them.")
  boolean allowUnverified;

  @Option(
      names = "--no-cache",
      description = "Ask models anew what they were asked before; use and keep no answer.")
  boolean noCache;

  @Option(
      names = "--sandbox",
      paramLabel = "MODE",
      description =
          "auto: commands run under bubblewrap. none: they may do whatever you may."
              + " Default: auto.")
  @Nullable String sandbox;

  /** Of the commands that have the flag. */
  @Nullable String approve;

  Flags flags(Surroundings surroundings) {
    var settings = new LinkedHashMap<String, String>();
    var names = new LinkedHashMap<String, String>();
    for (var role : new String[] {"default", "requirements", "planning", "coding"}) {
      put(settings, names, "models." + role, model, "--model");
    }
    put(settings, names, "models.review", reviewModel, "--review-model");
    // Who says how many at the terminal means it: the limit goes along.
    put(settings, names, "limits.max_concurrent_tasks", maxParallel, "--max-parallel");
    put(settings, names, "run.max_parallel", maxParallel, "--max-parallel");
    put(settings, names, "limits.max_usd_per_run", budgetUsd, "--budget-usd");
    put(settings, names, "run.allow_unverified", allowUnverified ? "true" : null, "");
    put(settings, names, "run.cache", noCache ? "false" : null, "");
    put(settings, names, "run.approve", approve, "--approve");
    put(settings, names, "sandbox.mode", sandbox, "--sandbox");
    boolean isProfile = limits != null && PROFILES.contains(limits);
    put(settings, names, "limits.profile", isProfile ? limits : null, "--limits");
    return new Flags(
        settings,
        names,
        limits == null || isProfile ? Optional.empty() : Optional.of(file(surroundings, limits)));
  }

  private static void put(
      Map<String, String> settings,
      Map<String, String> names,
      String key,
      @Nullable String value,
      String flag) {
    if (value != null) {
      settings.put(key, value);
      names.put(key, flag);
    }
  }

  private static FileText file(Surroundings surroundings, String name) {
    try {
      return new FileText(name, Files.readString(surroundings.resolve(Path.of(name))));
    } catch (IOException e) {
      throw new ProblemException(
          new Problem(
              Code.BAD_INPUT,
              "--limits: '" + name + "' is neither standard, cautious, nor a file to be read",
              "Name a profile, or a file such as: max_usd_per_run = 5"),
          e);
    }
  }
}
