package dev.parley.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Gives findings what tells them apart over time, and says how near to the change they are. Line
 * numbers take no part in a fingerprint, so that it survives what is changed elsewhere in the file.
 * Pure.
 */
final class Marks {

  private static final int BYTES = 8;

  private final Map<String, Reach> reaches = new HashMap<>();
  private final Map<String, List<String>> lines = new HashMap<>();
  private final Map<String, String> changes = new HashMap<>();
  private final Map<String, String> newFiles;

  Marks(UnifiedDiff diff, Map<String, String> newFiles) {
    this.newFiles = newFiles;
    ChangedFiles.byPath(diff)
        .forEach((path, file) -> {
          reaches.put(path, Reach.of(file));
          changes.put(path, digest(changed(file)));
        });
  }

  /** The same findings, each with its mark. Equal ones are told apart by their order. */
  List<Finding> on(List<Finding> findings) {
    var seen = new HashMap<String, Integer>();
    var marked = new ArrayList<Finding>();
    for (Finding finding : findings) {
      String identity = identity(finding);
      int before = seen.merge(identity, 1, Integer::sum) - 1;
      String fingerprint = digest(before == 0 ? identity : identity + "\0" + before);
      marked.add(finding.with(new Finding.Mark(fingerprint, nearness(finding))));
    }
    return marked;
  }

  private static String changed(FileChange file) {
    return Stream.concat(
            file.removed().map(line -> "-" + line.text()), file.added().map(DiffLine::text))
        .collect(Collectors.joining("\n"));
  }

  private Nearness nearness(Finding finding) {
    Reach reach = reaches.get(finding.file());
    return reach == null ? Nearness.FILE : reach.of(finding.line());
  }

  private String identity(Finding finding) {
    String rule = finding.byModel() ? finding.rule() + "/" + finding.category() : finding.rule();
    var text = lines.computeIfAbsent(finding.file(), this::linesOf);
    int index = finding.line() - 1;
    boolean known = index >= 0 && index < text.size();
    String line = known ? text.get(index) : finding.quote();
    String around = known ? Enclosing.innermost(text, index) : "";
    // A finding that got worse is another one; one about a file is told by what was changed there.
    String more =
        finding.line() > 0
            ? (finding.byModel() ? "" : finding.severity().wireName())
            : finding.description() + changes.getOrDefault(finding.file(), "");
    return String.join("\0", rule, finding.file(), squeezed(line), squeezed(around), more);
  }

  private List<String> linesOf(String file) {
    return ChangedFiles.lines(newFiles.getOrDefault(file, ""));
  }

  private static String squeezed(String line) {
    return line.replaceAll("\\s+", "");
  }

  private static String digest(String identity) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Lines of one file that a change brought in or shows.
   *
   * @param hunks first and last line of each
   */
  private record Reach(java.util.Set<Integer> added, List<int[]> hunks) {

    static Reach of(FileChange file) {
      var added = new java.util.HashSet<Integer>();
      file.added().forEach(line -> added.add(line.newLine()));
      var hunks = new ArrayList<int[]>();
      for (Hunk hunk : file.hunks()) {
        var shown = hunk.lines().stream().mapToInt(DiffLine::newLine).filter(n -> n > 0);
        var span = shown.summaryStatistics();
        if (span.getCount() > 0) {
          hunks.add(new int[] {span.getMin(), span.getMax()});
        }
      }
      return new Reach(added, hunks);
    }

    Nearness of(int line) {
      if (added.contains(line)) {
        return Nearness.CHANGED_LINE;
      }
      boolean shown = hunks.stream().anyMatch(span -> line >= span[0] && line <= span[1]);
      return shown ? Nearness.HUNK : Nearness.FILE;
    }
  }
}
