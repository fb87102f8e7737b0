package dev.parley.adapters.javac;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.process.FieldLines;
import dev.parley.review.Analyser;
import dev.parley.review.AnalysisCache;
import dev.parley.review.DiffLine;
import dev.parley.review.FileChange;
import dev.parley.review.Finding;
import dev.parley.review.Hunk;
import dev.parley.review.UnifiedDiff;
import dev.parley.review.tools.Neutraliser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real program, for tests. */
final class JavaChecks {

  static final ChildJvm JVM = ChildJvm.likeThisProcess();

  static final JavaAnalyser ANALYSER =
      new JavaAnalyser(new OsProcessRunner(), JVM, AnalysisCache.NONE);

  private static final String IMPORTS =
      "import java.io.*; import java.math.*; import java.time.*; import java.util.*;"
          + " import java.util.stream.*;";

  private JavaChecks() {}

  /** What the program says of files, asked for all rules. */
  static Reply reply(Map<String, String> files) {
    var request = new StringBuilder();
    JavaRules.all().values().forEach(rule -> request.append(rule.asked()));
    files.forEach((path, text) ->
        request.append(FieldLines.line("head", path, Neutraliser.neutralised(path, text))));
    var completed =
        new OsProcessRunner().run(JVM.command(request.toString(), Duration.ofMinutes(5)));
    if (!completed.succeeded()) {
      throw new AssertionError(completed.exitCode() + " " + completed.stderr());
    }
    return Reply.parse(completed.stdout());
  }

  /** A file of its own package with the given members. */
  static String example(String folder, String members) {
    return "package " + folder + ";\n" + IMPORTS + "\nclass Example {\n" + members + "}\n";
  }

  static List<Finding> added(String path, String text) {
    return added(Map.of(path, text));
  }

  static List<Finding> added(Map<String, String> files) {
    var changes =
        files.keySet().stream()
            .map(path -> change(FileChange.Kind.ADDED, path, List.of()))
            .toList();
    return analyse(changes, files);
  }

  /** Findings after lines were put into a file behind one of its lines. */
  static List<Finding> changed(String path, String old, int behind, String inserted) {
    var lines = new ArrayList<>(old.lines().toList());
    var added = inserted.lines().toList();
    lines.addAll(behind, added);
    var shown = new ArrayList<DiffLine>();
    for (int i = 0; i < added.size(); i++) {
      shown.add(new DiffLine(DiffLine.Kind.ADDED, added.get(i), 0, behind + i + 1, true));
    }
    var hunks = List.of(new Hunk(behind, behind + 1, "", shown));
    var file = change(FileChange.Kind.MODIFIED, path, hunks);
    return analyse(List.of(file), Map.of(path, String.join("\n", lines) + "\n"));
  }

  private static List<Finding> analyse(List<FileChange> changes, Map<String, String> files) {
    return ANALYSER.analyse(
        new Analyser.Subject(new UnifiedDiff(changes), files, Optional.empty(), Optional.empty()));
  }

  private static FileChange change(FileChange.Kind kind, String path, List<Hunk> hunks) {
    return new FileChange(kind, path, path, "100644", "100644", false, hunks);
  }
}
