package dev.parley.review.tools;

import static dev.parley.model.Require.require;

import dev.parley.review.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An external analyser, as data.
 *
 * @param version the one {@code parley doctor --install} fetches; empty if Parley fetches none
 * @param launches ways to start it, best first
 * @param optional whether its failure only reduces coverage instead of keeping a change from being
 *     approved
 * @param unknownRules severity of those rules of which nothing is known
 */
public record AnalyserTool(
    String name,
    String version,
    Reads reads,
    List<Launch> launches,
    Bounds bounds,
    boolean optional,
    Severity unknownRules) {

  public AnalyserTool {
    launches = List.copyOf(launches);
    require(name.matches("[a-z][a-z0-9-]{0,40}"), "no name for an analyser: %s", name);
  }

  /** What a tool is given of a tree. */
  public enum Scope {
    /** The changed files, side by side under names of Parley's own: nothing else can matter. */
    FLAT,
    /** The changed files where they stand, and what they import. */
    LINKED,
    /** The whole tree. */
    PROJECT,
    /** Classes compiled from the changed files and what they need of the tree. */
    CLASSES
  }

  /**
   * Which files concern a tool.
   *
   * @param extensions in lower case, without the dot; {@code *} for all text
   * @param anchor a file that stands in the folder a project tool runs in, such as {@code
   *     Cargo.toml}: the outermost one above a changed file. Empty: the tree's root
   * @param probe put beside the files; a report that does not name it is not believed
   */
  public record Reads(
      Scope scope, Set<String> extensions, Optional<String> anchor, Optional<Probe> probe) {
    public Reads {
      extensions = Set.copyOf(extensions);
    }

    /** Whether a changed file concerns it. */
    public boolean reads(String path) {
      return extensions.contains("*") || extensions.contains(Paths.extension(path));
    }
  }

  /**
   * A file that a working tool must complain about.
   *
   * @param rule by which it does
   */
  public record Probe(String file, String text, String rule) {}

  /**
   * A way to start it. In programs, arguments and values {@code {os}} and {@code {arch}} stand for
   * the machine as npm names it, {@code {tool}} for the folder the tool was installed to, {@code
   * {own}} for that of Parley's own rules and settings, {@code {scratch}} for one to write into,
   * {@code {report}} for the report's file, and the argument {@code {files}} for the files to look
   * at, {@code {declarations}} for those of TypeScript that hold everywhere.
   *
   * @param installed whether the programs are in the tool's own folder; else they are names to look
   *     for on the user's PATH
   * @param programs the first that is there is taken
   * @param interpreter what runs the program, {@code node} or {@code java}; empty if it runs itself
   */
  public record Launch(
      boolean installed,
      List<String> programs,
      Optional<String> interpreter,
      List<String> arguments,
      Map<String, String> environment,
      Output output) {
    public Launch {
      programs = List.copyOf(programs);
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }
  }

  /** Where a report stands. */
  public enum From {
    STANDARD_OUTPUT,
    /** Standard output, then standard error. */
    BOTH_OUTPUTS,
    FILE
  }

  /**
   * How an answer is read.
   *
   * @param ran exit codes of a run whose report counts, whatever is in it
   * @param notPossible what it prints to standard error if the machine lacks something that it
   *     needs: then it has not failed, it could not be done
   */
  public record Output(
      ReportFormat format, From from, Set<Integer> ran, Optional<Pattern> notPossible) {
    public Output {
      ran = Set.copyOf(ran);
    }
  }

  /**
   * @param outputBytes of standard output and error together, and of a report file
   */
  public record Bounds(Duration timeout, int outputBytes) {

    public static final Bounds STANDARD = new Bounds(Duration.ofSeconds(60), 32 << 20);
    public static final Bounds BUILD = new Bounds(Duration.ofMinutes(5), 32 << 20);

    public Bounds {
      require(timeout.isPositive(), "timeout must be positive: %s", timeout);
      require(outputBytes > 0, "outputBytes must be positive: %d", outputBytes);
    }
  }

  /** The same, whose failure only reduces coverage. */
  public AnalyserTool asOptional() {
    return new AnalyserTool(name, version, reads, launches, bounds, true, unknownRules);
  }
}
