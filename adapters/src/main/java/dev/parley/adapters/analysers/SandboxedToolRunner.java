package dev.parley.adapters.analysers;

import dev.parley.git.ObjectStore;
import dev.parley.llm.JsonCodec;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.process.Command;
import dev.parley.process.Confinement;
import dev.parley.process.ProcessRunner;
import dev.parley.review.tools.AnalyserTool;
import dev.parley.review.tools.AnalyserTool.Launch;
import dev.parley.review.tools.Side;
import dev.parley.review.tools.ToolOutcome;
import dev.parley.review.tools.ToolOutcome.Broken;
import dev.parley.review.tools.ToolOutcome.NotRun;
import dev.parley.review.tools.ToolRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;

/**
 * {@link ToolRunner} on scratch copies that are deleted again, in the sandbox, without network. At
 * most as many tools run at a time as the machine has processors, over all callers.
 */
public final class SandboxedToolRunner implements ToolRunner {

  private static final Semaphore PROCESSORS =
      new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

  private static final String INSTALL = "Run 'parley doctor --install'.";

  private final ToolShelf shelf;
  private final Path scratchFolder;
  private final Map<String, String> environment;
  private final ProcessRunner confined;
  private final Copier copier;
  private final Answers answers;

  /**
   * @param scratchFolder where copies are made; made if it is missing
   * @param environment what tools see: never a secret
   * @param confined runs commands in the sandbox, or refuses
   * @param repository that holds the trees of both sides; empty if only changed files are known
   */
  public SandboxedToolRunner(
      ToolShelf shelf,
      Surroundings surroundings,
      ProcessRunner confined,
      JsonCodec json,
      Optional<ObjectStore> repository) {
    this.shelf = shelf;
    this.scratchFolder = surroundings.scratch();
    this.environment = surroundings.environment();
    this.confined = confined;
    this.copier = new Copier(repository);
    this.answers = new Answers(json);
    Scratch.sweep(scratchFolder);
  }

  /**
   * @param scratch where copies are made; made if it is missing
   * @param environment what tools see: never a secret
   */
  public record Surroundings(Path scratch, Map<String, String> environment) {
    public Surroundings {
      environment = Map.copyOf(environment);
    }
  }

  @Override
  public ToolOutcome run(AnalyserTool tool, Side side) {
    var found = shelf.find(tool);
    if (found.isEmpty()) {
      return missing(tool);
    }
    boolean entered = false;
    try {
      PROCESSORS.acquire();
      entered = true;
      return run(tool, side, found.get());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new dev.parley.model.Problem(
              Code.INTERRUPTED, "interrupted while analysers ran", "Run it again.")
          .raise();
    } catch (IOException e) {
      return new Broken("its scratch copy could not be made: " + e.getMessage());
    } catch (ProblemException e) {
      return problem(e);
    } finally {
      if (entered) {
        PROCESSORS.release();
      }
    }
  }

  private NotRun missing(AnalyserTool tool) {
    if (tool.version().isEmpty()) {
      return new NotRun("it is not installed", "");
    }
    return switch (shelf.lack(tool)) {
      case PROGRAM -> new NotRun("it is not installed", INSTALL);
      case INTERPRETER -> new NotRun("it needs node", "Install Node.js 20 or newer.");
    };
  }

  private static ToolOutcome problem(ProblemException e) {
    return switch (e.problem().code()) {
      case INTERRUPTED -> throw e;
      case NO_SANDBOX, TOOL_MISSING -> new NotRun(e.problem().message(), e.problem().remedy());
      default -> new Broken(e.problem().message());
    };
  }

  private ToolOutcome run(AnalyserTool tool, Side side, ToolShelf.Found found) throws IOException {
    try (var scratch = Scratch.in(scratchFolder)) {
      var copies = copier.copy(tool, side, scratch);
      if (copies.targets().isEmpty()) {
        return new NotRun("nothing of what changed may be shown to it", "");
      }
      var places = places(scratch, found);
      OwnRules.write(tool.name(), scratch.own(), places);
      if (tool.reads().scope() == AnalyserTool.Scope.CLASSES) {
        compile(tool, new Site(scratch, copies, ""));
      }
      var parts = new ArrayList<ToolOutcome.Ran>();
      for (String folder : copies.folders()) {
        var command = command(tool, found, new Site(scratch, copies, folder), places);
        var completed = confined.run(command);
        var outcome =
            answers.read(tool, found.launch(), completed, new Site(scratch, copies, folder));
        if (!(outcome instanceof ToolOutcome.Ran ran)) {
          return outcome;
        }
        parts.add(ran);
      }
      int given = (int) side.files().keySet().stream().filter(tool.reads()::reads).count();
      return together(parts, copies, given);
    } catch (Copier.NotPossibleException e) {
      return new NotRun(String.valueOf(e.getMessage()), "");
    }
  }

  /** One run in one folder of the copies. */
  record Site(Scratch scratch, Copies copies, String folder) {}

  private static ToolOutcome together(List<ToolOutcome.Ran> parts, Copies copies, int given) {
    var results = parts.stream().flatMap(part -> part.results().stream()).toList();
    int shown = copies.targets().size();
    int scanned = parts.size() == 1 ? parts.getFirst().scanned().orElse(shown) : shown;
    return new ToolOutcome.Ran(results, given, OptionalInt.of(Math.min(scanned, shown)));
  }

  /**
   * Compiles the changed sources, and of the others what they need. What a build would put beside
   * them, such as libraries and generated sources, is not there.
   */
  private void compile(AnalyserTool tool, Site site) throws Copier.NotPossibleException {
    var argv =
        new ArrayList<>(
            List.of(
                ToolShelf.java("javac"),
                "-J-XX:+UseSerialGC",
                "-J-XX:TieredStopAtLevel=1",
                "-proc:none",
                "-nowarn",
                "-g",
                "-implicit:class",
                "-encoding",
                "UTF-8",
                "-sourcepath",
                ".",
                "-d",
                site.scratch().work().resolve("classes").toString()));
    site.copies().targets().forEach(target -> argv.add("./" + target));
    var completed = confined.run(command(tool, argv, site, List.of(), environment));
    if (!completed.succeeded()) {
      throw new Copier.NotPossibleException(
          "there are no classes: the sources do not compile without their build");
    }
  }

  private static Map<String, String> places(Scratch scratch, ToolShelf.Found found) {
    var places = new HashMap<String, String>();
    places.put("own", scratch.own().toString());
    places.put("scratch", scratch.work().toString());
    places.put("report", scratch.report().toString());
    found.home().ifPresent(home -> places.put("tool", home.toString()));
    return places;
  }

  private Command command(
      AnalyserTool tool, ToolShelf.Found found, Site site, Map<String, String> places) {
    Launch launch = found.launch();
    var argv = new ArrayList<String>();
    found.argv().forEach(word -> argv.add(Placeholders.fill(word, places)));
    for (String argument : launch.arguments()) {
      if (argument.equals("{files}")) {
        site.copies().targets().forEach(target -> argv.add("./" + target));
      } else if (argument.equals("{declarations}")) {
        site.copies().declarations().forEach(path -> argv.add("./" + path));
      } else {
        argv.add(Placeholders.fill(ToolShelf.onThisMachine(argument), places));
      }
    }
    var variables = new HashMap<>(environment);
    launch
        .environment()
        .forEach((name, value) ->
            variables.put(name, Placeholders.fill(ToolShelf.onThisMachine(value), places)));
    return command(tool, argv, site, found.visible(), variables);
  }

  private static Command command(
      AnalyserTool tool,
      List<String> argv,
      Site site,
      List<Path> readable,
      Map<String, String> variables) {
    var confinement = new Confinement(true, List.of(site.scratch().root()), readable, false);
    return new Command(
        argv,
        site.scratch().source().resolve(site.folder()),
        variables,
        "",
        tool.bounds().timeout(),
        tool.bounds().outputBytes(),
        confinement);
  }
}
