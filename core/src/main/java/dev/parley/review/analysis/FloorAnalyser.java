package dev.parley.review.analysis;

import dev.parley.review.Analyser;
import dev.parley.review.AnalysisCache;
import dev.parley.review.BuiltFiles;
import dev.parley.review.FileChange;
import dev.parley.review.Finding;
import dev.parley.review.Severity;
import dev.parley.review.SideBySide;
import dev.parley.review.TestFiles;
import dev.parley.review.syntax.Language;
import dev.parley.review.syntax.SyntaxReader;
import dev.parley.review.syntax.UnreadableSourceException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * Finds defects in changed source files by their data flow and shape. Only what the change brought
 * in is reported: a finding that the file had before, told by its rule, its line's text and the
 * function around it, is not. Comments are not seen, so that none can switch a rule off.
 */
public final class FloorAnalyser implements Analyser {

  private static final int FINDINGS_MAX = 10_000;
  private static final int QUOTE_MAX = 500;

  private final SyntaxReader reader;

  private final AnalysisCache cache;

  /**
   * @param reader used by several threads at once
   * @param cache of what was found in a text
   */
  public FloorAnalyser(SyntaxReader reader, AnalysisCache cache) {
    this.reader = reader;
    this.cache = cache;
  }

  /** Read when the first file is looked at: it takes as long as a small file itself. */
  private static final class Standard {
    static final RuleBook BOOK = RuleText.all();
  }

  @Override
  public List<Finding> analyse(Subject subject) {
    var properties = properties(subject.newFiles());
    var built = BuiltFiles.of(subject);
    var work = new ArrayList<Supplier<List<Finding>>>();
    for (FileChange file : subject.diff().files()) {
      Optional<Language> language = Language.of(file.path());
      boolean known = subject.newFiles().containsKey(file.path());
      boolean minified =
          built.kind(file.path()).filter(BuiltFiles.Kind.MINIFIED::equals).isPresent();
      if (file.exists() && known && !minified && language.isPresent()) {
        work.add(() -> analyse(subject, file, language.get(), properties));
      }
    }
    return SideBySide.all(work).stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Finding::severity))
        .limit(FINDINGS_MAX)
        .toList();
  }

  private List<Finding> analyse(
      Subject subject,
      FileChange file,
      Language language,
      Map<String, Map<Object, Value>> properties) {
    String text = String.valueOf(subject.newFiles().get(file.path()));
    FileAnalysis.Result result;
    try {
      result = result(language, text, properties);
    } catch (UnreadableSourceException e) {
      return List.of(notAnalysed(subject, file, language, String.valueOf(e.getMessage())));
    } catch (StackOverflowError e) {
      return List.of(notAnalysed(subject, file, language, "it is nested too deeply"));
    }
    var found = new ArrayList<Finding>();
    if (!result.whole()) {
      found.add(notAnalysed(subject, file, language, "it takes too many steps"));
    }
    if (!result.alarms().isEmpty()) {
      var before = before(base(subject, file, language), language, properties);
      var lines = text.split("\n", -1);
      for (Alarm alarm : result.alarms()) {
        String line = line(lines, alarm.line());
        if (!wasThere(before, alarm, line)) {
          finding(file, alarm, line).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** What is in a text, unless that is known already. */
  private FileAnalysis.Result result(
      Language language, String text, Map<String, Map<Object, Value>> properties) {
    String key = AnalysisCache.key("floor", language.name(), text);
    Optional<FileAnalysis.Result> known =
        properties.isEmpty()
            ? cache.find(key).flatMap(kept -> KeptResult.parse(kept, Standard.BOOK))
            : Optional.empty();
    return known.orElseGet(() -> {
      var result = FileAnalysis.of(reader.read(language, text), Standard.BOOK, properties);
      if (properties.isEmpty()) {
        cache.keep(key, KeptResult.text(result));
      }
      return result;
    });
  }

  /** How often each was found in the file as it was. */
  private Map<String, Integer> before(
      Optional<String> base, Language language, Map<String, Map<Object, Value>> properties) {
    var counts = new HashMap<String, Integer>();
    if (base.isPresent()) {
      try {
        var alarms = result(language, base.get(), properties).alarms();
        var lines = base.get().split("\n", -1);
        alarms.forEach(
            alarm -> counts.merge(key(alarm, line(lines, alarm.line())), 1, Integer::sum));
      } catch (UnreadableSourceException | StackOverflowError e) {
        return new HashMap<>();
      }
    }
    return counts;
  }

  /** The file before the change, if it was the same kind of program then. */
  private static Optional<String> base(Subject subject, FileChange file, Language language) {
    return subject
        .before(file)
        .filter(_ -> Language.of(file.oldPath()).equals(Optional.of(language)));
  }

  /**
   * Whether the file had it before. What was only possible then and is certain now is new: the
   * change has made it so.
   */
  private static boolean wasThere(Map<String, Integer> before, Alarm alarm, String line) {
    boolean same = before.merge(key(alarm, line), -1, Integer::sum) >= 0;
    return same
        || (!alarm.sure()
            && before.merge(
                    key(new Alarm(alarm.rule(), alarm.line(), alarm.symbol(), true), line),
                    -1,
                    Integer::sum)
                >= 0);
  }

  private static String key(Alarm alarm, String line) {
    return String.join(
        "\0",
        alarm.rule(),
        alarm.symbol(),
        line.replaceAll("\\s+", ""),
        String.valueOf(alarm.sure()));
  }

  private static String line(String[] lines, int number) {
    String line = number >= 1 && number <= lines.length ? lines[number - 1] : "";
    return line.strip();
  }

  private Optional<Finding> finding(FileChange file, Alarm alarm, String line) {
    FloorRule rule = Standard.BOOK.rule(alarm.rule());
    Optional<Severity> severity = alarm.sure() ? Optional.of(rule.severity()) : rule.unsure();
    if (TestFiles.isTest(file.path()) && ProductionRules.isOne(rule.id(), alarm.sure())) {
      severity = severity.map(_ -> Severity.LOW);
    }
    String quote = line.length() > QUOTE_MAX ? line.substring(0, QUOTE_MAX) : line;
    return severity.map(each -> {
      String shown = rule.id().equals("hard-coded-credentials") ? "" : quote;
      var place = new Finding.Place(file.path(), alarm.line(), shown);
      return Finding.byAnalyser(rule.id(), each, rule.category(), rule.says(), place);
    });
  }

  /** Blocks, unless it was so before: otherwise one long expression would hide all of a file. */
  private Finding notAnalysed(Subject subject, FileChange file, Language language, String why) {
    boolean before =
        base(subject, file, language).filter(text -> !isWhole(text, language)).isPresent();
    return Finding.byAnalyser(
        Finding.NOT_ANALYSED,
        before ? Severity.LOW : Severity.MEDIUM,
        "correctness",
        "This file was not analysed wholly: " + why + ". Write it more simply, or in parts.",
        new Finding.Place(file.path(), 0, ""));
  }

  private boolean isWhole(String text, Language language) {
    try {
      return result(language, text, Map.of()).whole();
    } catch (UnreadableSourceException | StackOverflowError e) {
      return false;
    }
  }

  private static Map<String, Map<Object, Value>> properties(Map<String, String> files) {
    var all = new HashMap<String, Map<Object, Value>>();
    files.forEach((path, text) -> {
      if (path.endsWith(".properties")) {
        all.put(path.substring(path.lastIndexOf('/') + 1), properties(text));
      }
    });
    return all;
  }

  private static Map<Object, Value> properties(String text) {
    var properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException e) {
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var values = new HashMap<Object, Value>();
    properties.forEach((key, value) -> values.put(key, Value.of(value)));
    return values;
  }
}
