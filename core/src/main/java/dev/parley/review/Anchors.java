package dev.parley.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
  private final Map<String, Map<Integer, String>> lines = new HashMap<>();

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

  /** Lines of the new file: all of them if its text is known, else those shown. */
  private Map<Integer, String> numbered(FileChange file) {
    Map<Integer, String> numbered = new TreeMap<>();
    String text = file.exists() ? newFiles.get(file.path()) : null;
    if (text != null) {
      for (String line : ChangedFiles.lines(text)) {
        numbered.put(numbered.size() + 1, line);
      }
    }
    file.lines()
        .filter(line -> line.newLine() > 0)
        .forEach(line -> numbered.putIfAbsent(line.newLine(), line.text()));
    return numbered;
  }

  private Optional<Place> byQuote(
      String quote, int line, FileChange file, Map<Integer, String> numbered) {
    String wanted = squeezed(quote);
    if (wanted.length() < MIN_QUOTE_CHARS) {
      return Optional.empty();
    }
    var shown = new HashMap<Integer, DiffLine.Kind>();
    file.lines().filter(l -> l.newLine() > 0).forEach(l -> shown.put(l.newLine(), l.kind()));
    record Match(int line, boolean whole, int distance, int rank) {}
    var matches = new ArrayList<Match>();
    numbered.forEach((number, text) -> {
      String found = squeezed(text);
      if (found.contains(wanted)) {
        int rank = rank(shown.get(number));
        matches.add(new Match(number, found.equals(wanted), Math.abs(number - line), rank));
      }
    });
    return matches.stream()
        .min(
            Comparator.<Match>comparingInt(match -> match.whole() ? 0 : 1)
                .thenComparingInt(Match::rank)
                .thenComparingInt(Match::distance)
                .thenComparingInt(Match::line))
        .map(match -> place(file, match.line(), numbered));
  }

  private static int rank(DiffLine.@Nullable Kind kind) {
    return kind == DiffLine.Kind.ADDED ? 0 : kind == null ? 2 : 1;
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

  private static Optional<Place> byLine(int line, FileChange file, Map<Integer, String> numbered) {
    return numbered.containsKey(line) ? Optional.of(place(file, line, numbered)) : Optional.empty();
  }

  private static Place place(FileChange file, int line, Map<Integer, String> numbered) {
    return new Place(file.path(), line, String.valueOf(numbered.get(line)));
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
