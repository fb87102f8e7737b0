package dev.parley.orchestrator;

import dev.parley.agent.CodingAgent;
import dev.parley.codebase.CodebaseProfiles;
import dev.parley.git.Repository;
import dev.parley.integration.Integrator;
import dev.parley.model.RunId;
import dev.parley.planning.Plan;
import dev.parley.planning.Planner;
import dev.parley.requirements.RequirementsDrafter;
import dev.parley.review.Reviewer;
import dev.parley.safety.Forecast;
import dev.parley.verification.Verifier;
import dev.parley.workspace.EnvironmentSetup;
import dev.parley.workspace.Workspaces;

/** The stages of one run, wired to the world. In pipeline order. */
public record Stages(
    Repository repository,
    CodebaseProfiles profiles,
    RequirementsDrafter requirements,
    Planner planner,
    Forecaster forecaster,
    Workspaces workspaces,
    EnvironmentSetup setup,
    CodingAgent agent,
    Verifier verifier,
    Reviewer reviewer,
    Integrator integrator) {

  /** Works out what a plan will take. */
  @FunctionalInterface
  public interface Forecaster {

    Forecast forecast(RunId run, Plan plan, RunRequest request);
  }

  /** Wires the stages of a run from what its user asked for. Called once a run and process. */
  @FunctionalInterface
  public interface Factory {

    /**
     * Stages for a run.
     *
     * @throws dev.parley.model.ProblemException if the environment lacks something, such as a key
     */
    Stages of(RunId run, RunRequest request);
  }
}
