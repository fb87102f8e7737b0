package dev.parley.review.tools;

import dev.parley.verification.xml.XmlScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads SpotBugs' XML: unlike its SARIF it names source files by package and counts classes. */
final class SpotBugsXml implements XmlScanner.Handler {

  private final List<Reported> results = new ArrayList<>();
  private @Nullable Bug bug;
  private boolean whole;
  private boolean failed;
  private int classes = -1;

  /** A bug while its element is open. Its own place is a child; those of classes stand deeper. */
  private static final class Bug {
    private final String type;
    private final Set<Integer> cwes;
    private final List<String> open = new ArrayList<>();
    private String file = "";
    private int line;
    private boolean placed;
    private String method = "";
    private String message = "";

    private Bug(String type, Set<Integer> cwes) {
      this.type = type;
      this.cwes = cwes;
    }
  }

  private SpotBugsXml() {}

  static ToolReport read(String text) throws UnreadableReportException {
    if (!text.contains("<BugCollection")) {
      throw new UnreadableReportException("it is not a collection of bugs");
    }
    var reader = new SpotBugsXml();
    XmlScanner.scan(text, reader);
    if (!reader.whole) {
      throw new UnreadableReportException("it ends early");
    }
    if (reader.failed) {
      throw new UnreadableReportException("SpotBugs reports an error of its own");
    }
    return new ToolReport(
        reader.results, reader.classes < 0 ? OptionalInt.empty() : OptionalInt.of(reader.classes));
  }

  @Override
  public void start(String name, Map<String, String> attributes) {
    var current = bug;
    switch (name) {
      case "BugInstance" -> bug = begun(attributes);
      case "SourceLine" -> {
        if (current != null) {
          place(current, attributes);
        }
      }
      case "Method" -> {
        if (current != null && current.method.isEmpty()) {
          current.method = attributes.getOrDefault("name", "");
        }
      }
      case "FindBugsSummary" -> classes = number(attributes.get("total_classes")).orElse(-1);
      case "Error" -> failed = true;
      default -> {}
    }
    if (current != null) {
      current.open.add(name);
    }
  }

  private static Bug begun(Map<String, String> attributes) {
    var cwe = number(attributes.get("cweid"));
    return new Bug(attributes.getOrDefault("type", ""), cwe.map(Set::of).orElse(Set.of()));
  }

  /**
   * A line right below the bug is where it is; one below a class or method is where that begins.
   */
  private static void place(Bug bug, Map<String, String> attributes) {
    boolean own = bug.open.isEmpty();
    if (!bug.placed && (own || bug.file.isEmpty())) {
      bug.file = attributes.getOrDefault("sourcepath", "");
      bug.line = number(attributes.get("start")).orElse(0);
      bug.placed = own;
    }
  }

  @Override
  public void end(String name) {
    var current = bug;
    if (name.equals("BugCollection")) {
      whole = true;
    } else if (current != null && name.equals("BugInstance")) {
      results.add(
          new Reported(
              current.type,
              current.file,
              current.line,
              current.message,
              current.cwes,
              current.method));
      bug = null;
    } else if (current != null && !current.open.isEmpty()) {
      current.open.removeLast();
    }
  }

  @Override
  public void text(String text) {
    var current = bug;
    if (current != null && current.open.equals(List.of("LongMessage"))) {
      current.message += text;
    }
  }

  private static Optional<Integer> number(@Nullable String text) {
    return text != null && text.matches("\\d{1,9}")
        ? Optional.of(Integer.parseInt(text))
        : Optional.empty();
  }
}
