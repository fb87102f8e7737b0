package dev.parley.verification.coverage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many of the lines a change added or rewrote its tests ran. Only lines that the tool counts as
 * executable are counted; it informs and never blocks.
 *
 * @param executable lines of the change that could have been run
 * @param covered those of them that were
 */
public record ChangeCoverage(int executable, int covered) {

  /**
   * A file that a coverage tool wrote.
   *
   * @param path from the worktree's root
   */
  public record Report(String path, String text) {}

  /** Whole per cent, rounded down, so that only all is 100. */
  public int percent() {
    return executable == 0 ? 100 : (int) (covered * 100L / executable);
  }

  /**
   * Holds reports against a change. Pure; never throws for what they say.
   *
   * @param diff unified, from the base to the change
   * @return empty if no report speaks of a changed line
   */
  public static Optional<ChangeCoverage> of(String diff, List<Report> reports) {
    var added = AddedLines.of(diff);
    var lines = new TreeMap<String, Map<Integer, Boolean>>();
    for (var report : reports) {
      var coverage = read(report).files();
      meant(coverage.keySet(), report.path(), added.keySet())
          .forEach((path, told) ->
              coverage
                  .getOrDefault(told, Map.of())
                  .forEach((line, covered) ->
                      lines
                          .computeIfAbsent(path, _ -> new TreeMap<>())
                          .merge(line, covered, Boolean::logicalOr)));
    }
    int executable = 0;
    int covered = 0;
    for (var file : lines.entrySet()) {
      for (int line : added.getOrDefault(file.getKey(), new TreeSet<>())) {
        var ran = file.getValue().get(line);
        executable += ran == null ? 0 : 1;
        covered += Boolean.TRUE.equals(ran) ? 1 : 0;
      }
    }
    return executable == 0
        ? Optional.empty()
        : Optional.of(new ChangeCoverage(executable, covered));
  }

  private static LineCoverage read(Report report) {
    var coverage = new LineCoverage();
    if (report.path().endsWith(".xml")) {
      XmlReports.read(report.text(), coverage);
    } else if (report.text().startsWith("mode:")) {
      LineReports.goProfile(report.text(), coverage);
    } else {
      LineReports.lcov(report.text(), coverage);
    }
    return coverage;
  }

  /** What the report calls each changed file; where several names fit, the shortest is meant. */
  private static Map<String, String> meant(
      Set<String> told, String report, Set<String> changedPaths) {
    var names = new TreeMap<String, String>();
    for (var name : told) {
      changed(name, report, changedPaths)
          .ifPresent(path -> names.merge(path, name, (a, b) -> a.length() <= b.length() ? a : b));
    }
    return names;
  }

  /**
   * The changed file a report means: tools name files from the root, from a module, by package, or
   * by their place on this machine. Of several, the one nearest to the report.
   */
  private static Optional<String> changed(String file, String report, Set<String> changedPaths) {
    String told = file.replace('\\', '/').replaceFirst("^\\./", "");
    var candidates = new ArrayList<String>();
    for (var path : changedPaths) {
      if (path.equals(told) || path.endsWith("/" + told) || told.endsWith("/" + path)) {
        candidates.add(path);
      }
    }
    return candidates.stream()
        .max(
            Comparator.<String>comparingInt(path -> path.equals(told) ? 1 : 0)
                .thenComparingInt(path -> sharedFolders(path, report))
                .thenComparing(Comparator.reverseOrder()));
  }

  private static int sharedFolders(String one, String other) {
    var ours = one.split("/", -1);
    var theirs = other.split("/", -1);
    int shared = 0;
    while (shared < Math.min(ours.length, theirs.length) && ours[shared].equals(theirs[shared])) {
      shared++;
    }
    return shared;
  }
}
