package dev.parley.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place in a change that an issue is about: by its quote, in the shown lines first and
 * then in the rest of the file; else by its line. Pure.
 */
final class Anchors {

  private static final int MIN_QUOTE_CHARS = 3;

  private final Map<String, FileChange> files;
  private final Map<String, String> newFiles;
  private final Map<String, Map<Integer, Line>> lines = new ConcurrentHashMap<>();

  Anchors(UnifiedDiff diff, Map<String, String> newFiles) {
    this.files = ChangedFiles.byPath(diff);
    this.newFiles = newFiles;
  }

  /**
   * A place in the change.
   *
   * @param line in the new file; 0 for the file as a whole
   * @param quote what stands there; empty for the file as a whole
   */
  record Place(String path, int line, String quote) {}

  /** Empty if it is nowhere. */
  Optional<Place> find(ModelIssue issue) {
    return file(issue.file()).flatMap(file -> find(issue, file));
  }

  private Optional<Place> find(ModelIssue issue, FileChange file) {
    var numbered = lines.computeIfAbsent(file.path(), _ -> numbered(file));
    String quote = firstLine(issue.quote());
    if (numbered.isEmpty()) {
      // Deleted, binary, or only its mode changed: there is but the file as a whole.
      return Optional.of(new Place(file.path(), 0, quote));
    }
    return byQuote(quote, issue.line(), file, numbered)
        .or(() -> byQuote(withoutRowMark(quote), issue.line(), file, numbered))
        .or(() -> byRemovedLine(quote, file))
        .or(() -> byRemovedLine(withoutRowMark(quote), file))
        .or(() -> byLine(issue.line(), file, numbered));
  }

  /** As named, without a diff's prefix, by its old name, or by its end if that is clear. */
  private Optional<FileChange> file(String named) {
    String plain = named.startsWith("./") ? named.substring(2) : named;
    String bare = plain.startsWith("a/") || plain.startsWith("b/") ? plain.substring(2) : plain;
    return exactly(plain)
        .or(() -> exactly(bare))
        .or(() -> only(file -> file.oldPath().equals(plain)))
        .or(() -> only(file -> ReviewParts.shown(file.path()).equals(plain)))
        .or(() -> only(file -> file.path().endsWith("/" + plain)));
  }

  private Optional<FileChange> exactly(String path) {
    return Optional.ofNullable(files.get(path));
  }

  private Optional<FileChange> only(Predicate<FileChange> which) {
    var matching = files.values().stream().filter(which).limit(2).toList();
    return matching.size() == 1 ? Optional.of(matching.getFirst()) : Optional.empty();
  }

  /**
   * A line of the new file.
   *
   * @param squeezed its text without white space
   * @param rank 0 if the change adds it, 1 if it is shown, else 2
   */
  private record Line(String text, String squeezed, int rank) {

    static Line of(String text, DiffLine.@Nullable Kind shown) {
      int rank = shown == DiffLine.Kind.ADDED ? 0 : shown == null ? 2 : 1;
      return new Line(text, Anchors.squeezed(text), rank);
    }
  }

  /** Lines of the new file: all of them if its text is known, else those shown. */
  private Map<Integer, Line> numbered(FileChange file) {
    var shown = new HashMap<Integer, DiffLine>();
    file.lines().filter(line -> line.newLine() > 0).forEach(l -> shown.put(l.newLine(), l));
    Map<Integer, Line> numbered = new TreeMap<>();
    String text = file.exists() ? newFiles.get(file.path()) : null;
    if (text != null) {
      for (String line : ChangedFiles.lines(text)) {
        int number = numbered.size() + 1;
        var inDiff = shown.remove(number);
        numbered.put(number, Line.of(line, inDiff == null ? null : inDiff.kind()));
      }
    }
    shown.forEach((number, line) -> numbered.put(number, Line.of(line.text(), line.kind())));
    return numbered;
  }

  private Optional<Place> byQuote(
      String quote, int line, FileChange file, Map<Integer, Line> numbered) {
    String wanted = squeezed(quote);
    if (wanted.length() < MIN_QUOTE_CHARS) {
      return Optional.empty();
    }
    record Match(int line, boolean whole, int rank, int distance) {}
    var matches = new ArrayList<Match>();
    numbered.forEach((number, found) -> {
      if (found.squeezed().contains(wanted)) {
        boolean whole = found.squeezed().equals(wanted);
        matches.add(new Match(number, whole, found.rank(), Math.abs(number - line)));
      }
    });
    return matches.stream()
        .min(
            Comparator.<Match>comparingInt(match -> match.whole() ? 0 : 1)
                .thenComparingInt(Match::rank)
                .thenComparingInt(Match::distance)
                .thenComparingInt(Match::line))
        .flatMap(match -> byLine(match.line(), file, numbered));
  }

  /** What was removed stands nowhere any more: the line after it, or before it, stands for it. */
  private static Optional<Place> byRemovedLine(String quote, FileChange file) {
    String wanted = squeezed(quote);
    if (wanted.length() < MIN_QUOTE_CHARS) {
      return Optional.empty();
    }
    for (var hunk : file.hunks()) {
      int before = Math.max(1, hunk.newStart());
      for (var line : hunk.lines()) {
        before = line.newLine() > 0 ? line.newLine() : before;
        if (line.newLine() == 0 && squeezed(line.text()).contains(wanted)) {
          return Optional.of(new Place(file.path(), before, line.text()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Place> byLine(int line, FileChange file, Map<Integer, Line> numbered) {
    return Optional.ofNullable(numbered.get(line))
        .map(found -> new Place(file.path(), line, found.text()));
  }

  /** A quote of several lines is looked for by its first. */
  private static String firstLine(String quote) {
    return List.of(quote.split("\n", -1)).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Models copy the number and mark that only our rows have. */
  private static String withoutRowMark(String line) {
    return line.replaceFirst("^\\d{0,6}(?: ?[+-] |   )", "");
  }

  private static String squeezed(String text) {
    var squeezed = new StringBuilder(text.length());
    text.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> squeezed.append((char) c));
    return squeezed.toString();
  }
}
