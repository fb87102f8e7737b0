package dev.parley.adapters.analysers;

import dev.parley.review.tools.AnalyserTool;
import dev.parley.review.tools.AnalyserTool.Launch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where programs of analysers are: in Parley's own folder, pinned, or on the user's PATH. A
 * repository has no say: only absolute entries of the PATH are looked at.
 *
 * @param folder of all installed tools
 * @param path the user's PATH
 */
public record ToolShelf(Path folder, String path) {

  private static final String OS = os(System.getProperty("os.name", ""));
  private static final String ARCH = arch(System.getProperty("os.arch", ""));

  /** What stands in the way of a tool that is not there. */
  public enum Lack {
    PROGRAM,
    INTERPRETER
  }

  /**
   * How a tool is started here.
   *
   * @param argv program, with its interpreter before it
   * @param home the tool's own folder; empty if it was found on the PATH
   */
  public record Found(Launch launch, List<String> argv, Optional<Path> home) {
    public Found {
      argv = List.copyOf(argv);
    }

    /** What the sandbox must show of it: a home is hidden there, and a program may be in one. */
    List<Path> visible() {
      return List.of(home.orElseGet(() -> Path.of(argv.getFirst())));
    }
  }

  /** Where a version of a tool is installed, whether it is or not. */
  public Path home(AnalyserTool tool) {
    return folder.resolve(tool.name() + "-" + tool.version());
  }

  /** The first way to start it that works here. */
  public Optional<Found> find(AnalyserTool tool) {
    return tool.launches().stream()
        .map(launch -> launch.installed() ? installed(tool, launch) : onPath(launch))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Why it was not found: a tool may be installed and what runs it be missing. */
  public Lack lack(AnalyserTool tool) {
    boolean there = !tool.version().isEmpty() && Files.isDirectory(home(tool));
    return there ? Lack.INTERPRETER : Lack.PROGRAM;
  }

  private Optional<Found> installed(AnalyserTool tool, Launch launch) {
    var home = home(tool);
    if (tool.version().isEmpty() || !Files.isDirectory(home)) {
      return Optional.empty();
    }
    return launch.programs().stream()
        .map(ToolShelf::onThisMachine)
        // What Parley ships itself is written when it is run.
        .filter(name -> name.startsWith("{own}") || Files.isRegularFile(home.resolve(name)))
        .findFirst()
        .flatMap(name ->
            interpreted(launch, name.startsWith("{") ? name : home.resolve(name).toString()))
        .map(argv -> new Found(launch, argv, Optional.of(home)));
  }

  private Optional<List<String>> interpreted(Launch launch, String program) {
    return switch (launch.interpreter().orElse("")) {
      case "" -> Optional.of(List.of(program));
      // Its arguments name what to run.
      case "java" -> Optional.of(List.of(java("java")));
      case String name -> program(name).map(found -> List.of(found.toString(), program));
    };
  }

  /** A program of the JDK that runs Parley. */
  static String java(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private Optional<Found> onPath(Launch launch) {
    return launch.programs().stream()
        .map(this::program)
        .flatMap(Optional::stream)
        .findFirst()
        .map(program -> new Found(launch, List.of(program.toString()), Optional.empty()));
  }

  /** A program on the PATH, or one named absolutely. */
  Optional<Path> program(String name) {
    if (name.contains("/")) {
      return Optional.of(Path.of(name)).filter(Path::isAbsolute).filter(ToolShelf::isProgram);
    }
    return Stream.of(path.split(":", -1))
        .filter(entry -> entry.startsWith("/"))
        .map(entry -> Path.of(entry).resolve(name))
        .filter(ToolShelf::isProgram)
        .findFirst();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  static String onThisMachine(String text) {
    return text.replace("{os}", OS).replace("{arch}", ARCH);
  }

  /** What is in the folder, by its names: tools with their versions. */
  public List<String> names() {
    var names = new ArrayList<String>();
    try (var entries = Files.newDirectoryStream(folder, entry -> Files.isDirectory(entry))) {
      entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
    } catch (java.io.IOException _) {
      return List.of();
    }
    return names.stream().filter(name -> !name.startsWith(".")).sorted().toList();
  }

  private static String os(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.startsWith("mac") ? "darwin" : lower.startsWith("windows") ? "win32" : "linux";
  }

  private static String arch(String name) {
    return name.equals("aarch64") || name.equals("arm64") ? "arm64" : "x64";
  }
}
