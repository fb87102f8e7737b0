package dev.parley.app.run;

import dev.parley.agent.loop.FileRefusedException;
import dev.parley.agent.loop.Glob;
import dev.parley.app.config.ModelChoice;
import dev.parley.codebase.RepositoryCommand;
import dev.parley.git.Identity;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.orchestrator.ApprovalPolicy;
import dev.parley.orchestrator.RunRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settles at the start what a run will hold to until its end. */
public final class RunStart {

  private RunStart() {}

  /** The request of a run that starts from an input; likewise. */
  public static RunRequest request(
      Project project, ModelChoice models, RunInput input, RunJob.Wish wish) {
    return request(project, models, input.source(), wish);
  }

  /**
   * The request of a run.
   *
   * @param source where it comes from, for people
   * @throws ProblemException NO_IDENTITY if commits would have no author
   */
  public static RunRequest request(
      Project project, ModelChoice models, String source, RunJob.Wish wish) {
    var configuration = project.configuration();
    var checkout = project.checkout();
    return new RunRequest(
        checkout.root().toString(),
        checkout.head(),
        author(project, wish.planOnly()),
        source,
        wish.agent(),
        models.models(),
        configuration.limits(),
        commands("check", configuration.verification().commands()),
        commands("setup", configuration.workspace().setup()),
        configuration.run().allowUnverified(),
        wish.planOnly(),
        Optional.of(wish.asks()),
        project.limitsOfRun(),
        Optional.empty(),
        Optional.of(readable(configuration.run().approvals())));
  }

  private static ApprovalPolicy readable(ApprovalPolicy approvals) {
    try {
      approvals.globs().forEach(Glob::of);
      return approvals;
    } catch (FileRefusedException e) {
      throw new ProblemException(
          new Problem(
              Code.BAD_CONFIG,
              "run.protected_paths: " + e.getMessage(),
              "Write patterns such as: protected_paths = [\".github/**\", \"LICENSE*\"]"),
          e);
    }
  }

  private static Identity author(Project project, boolean planOnly) {
    var author = project.checkout().author();
    if (planOnly) {
      return author.orElse(Identity.PARLEY);
    }
    return author.orElseThrow(() ->
        new ProblemException(
            new Problem(
                Code.NO_IDENTITY,
                "git does not know who you are, and commits need an author",
                "git config --global user.name '...' && git config --global user.email '...'")));
  }

  private static Optional<List<RepositoryCommand>> commands(
      String kind, Optional<List<List<String>>> configured) {
    return configured.map(commands -> commands.stream().map(argv -> command(kind, argv)).toList());
  }

  private static RepositoryCommand command(String kind, List<String> argv) {
    var program = Path.of(argv.getFirst()).getFileName();
    var name = program == null ? kind : program.toString();
    return new RepositoryCommand(name, argv, "", RepositoryCommand.CONFIGURED);
  }

  /** The models in use and how to change them, for people. */
  public static String explained(ModelChoice models) {
    return models.byDefault()
        ? "models: " + models.inWords() + " (change with --model, or [models] in config.toml)"
        : "models: " + models.inWords();
  }
}
