package dev.parley.requirements;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads requirements from Markdown. If headings or items carry ids ({@code R1: ...}), those are the
 * requirements and nothing else; otherwise every top item of a list is one, outside of sections
 * that by their heading hold something else. What stands indented below an item, or in a list below
 * a heading with an id, are its acceptance criteria.
 */
final class PrdMarkdownReader {

  private static final Pattern HEADING = Pattern.compile("^(#{1,6})\\s+(\\S.*)$");
  private static final Pattern ITEM = Pattern.compile("^(\\s*)(?:[-*+]|\\d{1,4}[.)])\\s+(\\S.*)$");

  /** Groups: the id, the words behind it. */
  private static final Pattern NAMED =
      Pattern.compile(
          "^\\W{0,3}((?:R|REQ|FR|NFR|US)-?\\d{1,4})(?:\\W{0,2}[:.)]\\W{0,3}|\\s+[-–—]\\s+|\\*\\*\\s*)(\\S.*)$",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern ACCEPTANCE =
      Pattern.compile("^\\W*(accepted when|acceptance|acceptance criteria)\\W*$");

  private static final Pattern OTHER_SECTION =
      Pattern.compile(
          "\\b(out of scope|non-?goals?|not in scope|background|context|glossary|references"
              + "|dropped|rejected|notes?|participants|attendees|history|changelog)\\b");

  private final String fileName;
  private final List<String> lines;
  private final boolean named;

  private final List<Entry> entries = new ArrayList<>();
  private final List<StringBuilder> questions = new ArrayList<>();
  private Optional<String> title = Optional.empty();
  private Section section = Section.REQUIREMENTS;
  private Optional<Entry> open = Optional.empty();
  private Optional<StringBuilder> words = Optional.empty();
  private int number;

  private enum Section {
    REQUIREMENTS,
    QUESTIONS,
    OTHER
  }

  /** A requirement being read. */
  private static final class Entry {
    final int line;
    final Optional<String> id;
    final boolean heading;
    final StringBuilder text;
    final List<StringBuilder> acceptance = new ArrayList<>();

    Entry(int line, Optional<String> id, boolean heading, String text) {
      this.line = line;
      this.id = id;
      this.heading = heading;
      this.text = new StringBuilder(text);
    }
  }

  private PrdMarkdownReader(String fileName, List<String> lines) {
    this.fileName = fileName;
    this.lines = lines;
    this.named = lines.stream().anyMatch(PrdMarkdownReader::isNamed);
  }

  static Prd read(String fileName, String text) {
    return new PrdMarkdownReader(fileName, text.lines().toList()).read();
  }

  private Prd read() {
    boolean fenced = false;
    for (var line : lines) {
      number++;
      if (line.strip().startsWith("```") || line.strip().startsWith("~~~")) {
        fenced = !fenced;
      } else if (fenced) {
        goOn(line);
      } else {
        readLine(line);
      }
    }
    return new Prd(
        title.orElse(fileName),
        requirements(),
        questions.stream().map(q -> new OpenQuestion(plain(q.toString()), List.of())).toList(),
        List.of());
  }

  private void readLine(String line) {
    var heading = HEADING.matcher(line);
    var item = ITEM.matcher(line);
    if (heading.matches()) {
      readHeading(heading.group(1).length(), withoutClosing(heading.group(2)));
    } else if (item.matches()) {
      readItem(item.group(1).length(), item.group(2));
    } else if (line.isBlank()) {
      words = open.map(entry -> entry.text);
    } else if (belongsToOpen(line)) {
      goOn(line);
    }
  }

  /** Quotations and titles of lists do not; nor does a paragraph at the margin below an item. */
  private boolean belongsToOpen(String line) {
    boolean quoted = line.stripLeading().startsWith(">");
    boolean apart = number > 1 && lines.get(number - 2).isBlank();
    boolean item = open.isPresent() && !open.get().heading;
    return !quoted && !isAcceptance(line) && !(apart && item && !line.startsWith(" "));
  }

  private void readHeading(int level, String text) {
    words = Optional.empty();
    var name = NAMED.matcher(text);
    if (name.matches()) {
      section = Section.REQUIREMENTS;
      begin(new Entry(number, Optional.of(name.group(1)), true, name.group(2)));
      return;
    }
    if (isAcceptance(text)) {
      return;
    }
    open = Optional.empty();
    var lower = text.toLowerCase(Locale.ROOT);
    if (lower.contains("open question")) {
      section = Section.QUESTIONS;
    } else {
      section = OTHER_SECTION.matcher(lower).find() ? Section.OTHER : Section.REQUIREMENTS;
      if (level == 1 && title.isEmpty()) {
        title = Optional.of(plain(text));
      }
    }
  }

  private void readItem(int indent, String text) {
    if (section == Section.QUESTIONS && indent < 2) {
      questions.add(new StringBuilder(text));
      words = Optional.of(questions.getLast());
      return;
    }
    if (section != Section.REQUIREMENTS) {
      goOn(text);
      return;
    }
    var name = NAMED.matcher(text);
    boolean belowHeading = open.isPresent() && open.get().heading;
    if (indent < 2 && named && name.matches() && !belowHeading) {
      begin(new Entry(number, Optional.of(name.group(1)), false, name.group(2)));
    } else if (indent < 2 && !named) {
      begin(new Entry(number, Optional.empty(), false, text));
    } else if (open.isPresent() && (indent >= 2 || belowHeading)) {
      open.get().acceptance.add(new StringBuilder(text));
      words = Optional.of(open.get().acceptance.getLast());
    } else {
      open = Optional.empty();
      words = Optional.empty();
    }
  }

  private void begin(Entry entry) {
    entries.add(entry);
    open = Optional.of(entry);
    words = Optional.of(entry.text);
  }

  private void goOn(String line) {
    words.ifPresent(text -> text.append(' ').append(line.strip()));
  }

  private List<Requirement> requirements() {
    var ids = new HashSet<String>();
    for (var entry : entries) {
      if (entry.id.isPresent() && !ids.add(entry.id.get().toLowerCase(Locale.ROOT))) {
        throw usedTwice(entry).raise();
      }
    }
    var requirements = new ArrayList<Requirement>();
    for (var entry : entries) {
      var text = plain(entry.text.toString());
      if (text.isEmpty()) {
        continue;
      }
      var acceptance =
          entry.acceptance.stream()
              .map(a -> plain(a.toString()))
              .filter(a -> !a.isEmpty())
              .toList();
      var id = entry.id.orElseGet(() -> freeId(ids));
      requirements.add(new Requirement(id, text, acceptance, List.of()));
    }
    return requirements;
  }

  private static String freeId(Set<String> taken) {
    int number = 1;
    while (!taken.add("r" + number)) {
      number++;
    }
    return "R" + number;
  }

  private Problem usedTwice(Entry entry) {
    return new Problem(
        Code.BAD_INPUT,
        "%s:%d: the id %s is used twice".formatted(fileName, entry.line, entry.id.orElse("")),
        "Give each requirement an id of its own.");
  }

  private static boolean isNamed(String line) {
    var heading = HEADING.matcher(line);
    var item = ITEM.matcher(line);
    var text =
        heading.matches()
            ? heading.group(2)
            : item.matches() && item.group(1).length() < 2 ? item.group(2) : "";
    return NAMED.matcher(text).matches();
  }

  /** A heading may be closed by the marks that opened it. */
  private static String withoutClosing(String heading) {
    int end = heading.length();
    while (end > 1 && (heading.charAt(end - 1) == '#' || heading.charAt(end - 1) == ' ')) {
      end--;
    }
    return heading.substring(0, end);
  }

  private static boolean isAcceptance(String line) {
    return ACCEPTANCE.matcher(line.toLowerCase(Locale.ROOT)).matches();
  }

  /** Words without the marks of emphasis, on one line. */
  private static String plain(String text) {
    return RequirementsAnswer.oneLine(
        text.replaceAll("(?<!\\\\)(?:\\*\\*|__)", "")
            .replace("&lt;", "<")
            .replaceAll("\\\\([\\\\\\[\\]`*_])", "$1"));
  }
}
