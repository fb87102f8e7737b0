package dev.parley.codebase;

import dev.parley.codebase.BuildSystem.Build;
import dev.parley.llm.JsonCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds how a repository is set up and checked. The root's build files come first, then those of
 * folders below which no build of the same kind above them covers. A makefile counts only if the
 * root has no build file, a test script only if there is no such makefile either.
 */
final class CheckFinder {

  /** Commands kept; those nearest to the root come first. */
  static final int MAX_COMMANDS = 24;

  /** Folders below the root whose build files are looked at. */
  static final int MAX_MODULES = 20;

  private static final int MAX_DEPTH = 4;

  private final List<BuildSystem> systems;
  private final List<BuildSystem> lastResorts = List.of(new Makefile(), new TestScript());

  CheckFinder(JsonCodec json) {
    this.systems =
        List.of(
            new Maven(),
            new Gradle(),
            new Cargo(),
            new GoModules(),
            new NodePackages(json),
            new PythonProject());
  }

  Build in(SourceTree tree) {
    var found = new ArrayList<Build>();
    var coveredBelow = new HashMap<BuildSystem, Set<String>>();
    var root = new Folder(tree, "");
    detect(root, coveredBelow, found);
    if (hasNoCheck(found)) {
      lastResorts.stream()
          .flatMap(system -> system.detect(root).stream())
          .findFirst()
          .ifPresent(found::add);
      if (!hasNoCheck(found)) {
        return merged(found, List.of());
      }
    }
    var modules = modules(tree);
    var notes = new ArrayList<String>();
    if (modules.size() > MAX_MODULES) {
      notes.add(
          "%d folders have build files of their own; only %d were looked at"
              .formatted(modules.size(), MAX_MODULES));
    }
    modules.stream()
        .limit(MAX_MODULES)
        .forEach(path -> detect(new Folder(tree, path), coveredBelow, found));
    return merged(found, notes);
  }

  private void detect(
      Folder folder, Map<BuildSystem, Set<String>> coveredBelow, List<Build> found) {
    for (var system : systems) {
      var covered = coveredBelow.computeIfAbsent(system, _ -> new HashSet<>());
      boolean isCovered = folder.above().stream().anyMatch(above -> covered.contains(above.path()));
      if (!isCovered) {
        var build = system.detect(folder);
        build.ifPresent(found::add);
        build.filter(Build::coversBelow).ifPresent(_ -> covered.add(folder.path()));
      }
    }
  }

  private static boolean hasNoCheck(List<Build> builds) {
    return builds.stream().allMatch(build -> build.checks().isEmpty());
  }

  /** Folders below the root with a build file, nearest first. */
  private List<String> modules(SourceTree tree) {
    var modules = new TreeSet<>(Folder.NEAREST_FIRST.thenComparing(path -> path));
    for (var file : tree.files()) {
      var folder = Folder.parentOf(file);
      if (!folder.isEmpty()
          && systems.stream().anyMatch(system -> system.marks(Folder.nameOf(file)))
          && folder.split("/", -1).length <= MAX_DEPTH
          && !Folder.isForeign(file)) {
        modules.add(folder);
      }
    }
    return List.copyOf(modules);
  }

  private static Build merged(List<Build> builds, List<String> moreNotes) {
    var setup = builds.stream().flatMap(build -> build.setup().stream()).toList();
    var checks = builds.stream().flatMap(build -> build.checks().stream()).toList();
    var notes = new ArrayList<String>();
    builds.forEach(build -> notes.addAll(build.notes()));
    notes.addAll(moreNotes);
    if (checks.isEmpty()) {
      notes.add("no build or test command was found");
    }
    return new Build(bounded("setup", setup, notes), bounded("check", checks, notes), notes, true);
  }

  private static List<RepositoryCommand> bounded(
      String kind, List<RepositoryCommand> commands, List<String> notes) {
    if (commands.size() <= MAX_COMMANDS) {
      return commands;
    }
    notes.add(
        "%d %s commands were found; only the first %d are run"
            .formatted(commands.size(), kind, MAX_COMMANDS));
    return commands.subList(0, MAX_COMMANDS);
  }
}
