package dev.parley.testkit.sim;

import dev.parley.codebase.CodebaseProfile;
import dev.parley.codebase.CodebaseProfiles;
import dev.parley.codebase.RepositoryCommand;
import dev.parley.integration.Integrator;
import dev.parley.llm.Prompts;
import dev.parley.llm.StructuredCall;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.orchestrator.RunRequest;
import dev.parley.orchestrator.Stages;
import dev.parley.planning.Planner;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import dev.parley.process.ProcessRunner;
import dev.parley.requirements.RequirementsDrafter;
import dev.parley.review.Finding;
import dev.parley.review.ReviewResult;
import dev.parley.review.ReviewTask;
import dev.parley.review.Severity;
import dev.parley.review.Verdict;
import dev.parley.safety.Forecast;
import dev.parley.safety.Forecast.Amounts;
import dev.parley.safety.Forecast.Used;
import dev.parley.testkit.InMemoryBaselineStore;
import dev.parley.testkit.InMemoryReportFiles;
import dev.parley.verification.BaselineKey;
import dev.parley.verification.BaselineStore;
import dev.parley.verification.Baselines;
import dev.parley.verification.CheckRunner;
import dev.parley.verification.Checkouts;
import dev.parley.verification.Verifier;
import dev.parley.workspace.EnvironmentSetup;
import dev.parley.workspace.Workspace;
import dev.parley.workspace.WorktreeCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The stages over the simulation's memory: files whose text says what the gates will find. */
final class SimulatedStages implements Stages.Factory {

  private static final RepositoryCommand TESTS =
      new RepositoryCommand("test", List.of("run-tests"), "", "simulation");

  private static final Forecast NOTHING =
      new Forecast(
          Amounts.NONE, Amounts.NONE, Duration.ZERO, Money.ZERO, Used.NOTHING, "simulation");

  private final InMemoryRepository repository;
  private final InMemoryWorkspaces workspaces;
  private final SimulatedAgent agent;
  private final InstantSource clock;
  private final Baselines baselines;
  private final StructuredCall calls;

  SimulatedStages(
      InMemoryRepository repository,
      InMemoryWorkspaces workspaces,
      SimulatedAgent agent,
      InstantSource clock) {
    this(
        repository,
        workspaces,
        agent,
        clock,
        new StructuredCall(
            _ -> {
              throw new IllegalStateException("no model in the simulation");
            },
            new NoJson()));
  }

  /** Stages whose requirements and plans a model makes. */
  SimulatedStages(
      InMemoryRepository repository,
      InMemoryWorkspaces workspaces,
      SimulatedAgent agent,
      InstantSource clock,
      StructuredCall calls) {
    this.calls = calls;
    this.repository = repository;
    this.workspaces = workspaces;
    this.agent = agent;
    this.clock = clock;
    this.baselines = new Baselines(new InMemoryBaselineStore(BaselineStore.Bounds.STANDARD), clock);
  }

  @Override
  public Stages of(RunId run, RunRequest request) {
    var profiles = new CodebaseProfiles(this::profile, Optional.empty(), Optional.empty());
    ProcessRunner processes = this::runTests;
    var commands =
        new WorktreeCommands(
            Map.of(),
            List.of(),
            List.of(),
            false,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            1_000);
    var setup = new EnvironmentSetup(processes, commands);
    var verifier =
        new Verifier(
            new Checkouts(workspaces, setup, profiles),
            new CheckRunner(processes, commands, new InMemoryReportFiles(), new NoJson()),
            baselines,
            repository,
            BaselineKey.environment(commands, List.of()));
    var model = new ModelName("simulated", "model");
    var prompts = new Prompts(new Random(1), "");
    return new Stages(
        repository,
        profiles,
        new RequirementsDrafter(calls, model, prompts),
        new Planner(calls, model, prompts),
        (_, _, _) -> NOTHING,
        workspaces,
        setup,
        agent,
        verifier,
        SimulatedStages::review,
        new Integrator(repository, verifier, SimulatedStages::review, clock));
  }

  private CodebaseProfile profile(String commit) {
    var files = List.copyOf(repository.content(commit).keySet());
    return new CodebaseProfile(
        commit, files, Map.of(), List.of(), List.of(TESTS), Map.of(), List.of());
  }

  private Completed runTests(Command command) {
    String lease = String.valueOf(Path.of("/worktrees").relativize(command.folder()));
    var files = workspaces.files(new Workspace(lease, command.folder(), ""));
    boolean bad = files.containsValue("fails tests");
    return new Completed(bad ? 1 : 0, bad ? "1 test failed" : "", "", false, false, 1);
  }

  private static ReviewResult review(ReviewTask task) {
    var findings =
        task.newFiles().entrySet().stream()
            .filter(file -> file.getValue().equals("fails review"))
            .map(file -> finding(file.getKey()))
            .toList();
    return new ReviewResult.Judged(
        new Verdict(
            task.tree(),
            findings.isEmpty(),
            findings,
            List.of(),
            List.of(),
            List.of(),
            Optional.empty()));
  }

  private static Finding finding(String file) {
    var place = new Finding.Place(file, 1, "fails review");
    return Finding.byModel(Severity.HIGH, "correctness", "it is wrong", place, true);
  }
}
