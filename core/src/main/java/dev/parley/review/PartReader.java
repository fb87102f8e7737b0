package dev.parley.review;

import dev.parley.llm.JsonObject;
import dev.parley.llm.MalformedAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a model answered about one part. The first answer must be right in everything; in the
 * second, an issue that cannot be read is set apart and one that is nowhere is kept as advice. What
 * the first one had found for certain stays found, whatever the second says.
 */
final class PartReader {

  private static final int MAX_ISSUES = 200;
  private static final int MAX_SUGGESTIONS = 20;

  private final Anchors anchors;
  private final ReviewPart part;
  private final List<Finding> before;
  private final boolean lastWord;
  private final List<Finding> certain = new ArrayList<>();

  /** Of answers that may ask for more. */
  PartReader(Anchors anchors, ReviewPart part) {
    this(anchors, part, List.of(), false);
  }

  private PartReader(Anchors anchors, ReviewPart part, List<Finding> before, boolean lastWord) {
    this.anchors = anchors;
    this.part = part;
    this.before = before;
    this.lastWord = lastWord;
  }

  /** Of answers after more was shown: what was held against the change before stands. */
  PartReader afterMore(PartAnswer asked) {
    return new PartReader(
        anchors, part, asked.findings().stream().filter(Finding::blocks).toList(), true);
  }

  /**
   * Reads the first answer, or one given before; what was read before that does not count.
   *
   * @throws MalformedAnswerException with everything that is wrong
   */
  PartAnswer first(JsonObject answer) {
    certain.clear();
    var defects = new ArrayList<String>();
    var findings = new ArrayList<Finding>();
    for (Object item : items(answer, "issues")) {
      readFirst(item, findings.size() + defects.size(), findings, defects);
    }
    var wanted = Wanted.of(answer);
    if (lastWord && !wanted.isEmpty()) {
      defects.add("nothing more is shown; judge by what there is and leave more empty");
    }
    try {
      var approved = answer.bool("approved");
      var suggestions = answer.strings("suggestions");
      if (findings.size() > MAX_ISSUES) {
        defects.add("it has more than %d issues".formatted(MAX_ISSUES));
      }
      if (defects.isEmpty()) {
        return answer(approved, findings, suggestions, wanted);
      }
    } catch (MalformedAnswerException e) {
      defects.add(e.getMessage());
    }
    findings.stream().filter(Finding::blocks).limit(MAX_ISSUES / 2).forEach(certain::add);
    throw new MalformedAnswerException(String.join("; ", defects));
  }

  private void readFirst(Object item, int index, List<Finding> findings, List<String> defects) {
    String name = "issues[" + index + "]";
    try {
      var issue = ModelIssue.of(object(name, item));
      anchors
          .find(issue)
          .ifPresentOrElse(
              place -> findings.add(anchored(issue, place)),
              () -> defects.add(nowhere(name, issue)));
    } catch (MalformedAnswerException e) {
      defects.add(e.getMessage());
    }
  }

  /**
   * Reads the answer to the repair.
   *
   * @throws MalformedAnswerException if not even its frame is right
   */
  PartAnswer last(JsonObject answer) {
    boolean approved = answer.bool("approved");
    var findings = new ArrayList<>(certain);
    var suggestions = new ArrayList<String>();
    for (Object item : items(answer, "issues")) {
      if (findings.size() >= MAX_ISSUES) {
        throw new MalformedAnswerException("it has more than %d issues".formatted(MAX_ISSUES));
      }
      readLast(item, findings, suggestions);
    }
    for (Object item : items(answer, "suggestions")) {
      suggestions.add(String.valueOf(item));
    }
    var wanted = Wanted.of(answer);
    if (lastWord && !wanted.isEmpty()) {
      findings.add(
          aboutPart("The reviewer kept asking for more of the repository and judged nothing."));
      return answer(false, findings, suggestions, List.of());
    }
    return answer(approved, findings, suggestions, wanted);
  }

  private PartAnswer answer(
      boolean approved, List<Finding> findings, List<String> suggestions, List<Wanted> wanted) {
    var all = new ArrayList<>(before);
    all.addAll(wanted.isEmpty() ? withRefusal(approved, findings) : findings);
    return new PartAnswer(approved, all, safe(suggestions), wanted);
  }

  private void readLast(Object item, List<Finding> findings, List<String> suggestions) {
    try {
      var issue = ModelIssue.of(object("issue", item));
      findings.add(
          anchors
              .find(issue)
              .map(place -> anchored(issue, place))
              .orElseGet(() -> issue.at(ModelIssue.safe(issue.file()), 0, issue.quote(), false)));
    } catch (MalformedAnswerException e) {
      String said = ModelIssue.safe(String.valueOf(item));
      suggestions.add(
          "An issue of the reviewer could not be read (%s): %s".formatted(e.getMessage(), said));
      if (!plainlyLow(item)) {
        findings.add(unreadable(said));
      }
    }
  }

  /** What cannot be read blocks, unless it says of itself that it is minor. */
  private static boolean plainlyLow(Object item) {
    return item instanceof Map<?, ?> map
        && map.get("severity") instanceof String severity
        && Severity.parse(severity).filter(Severity.LOW::equals).isPresent();
  }

  private Finding unreadable(String said) {
    return aboutPart("The reviewer reported an issue in a form that cannot be read: " + said);
  }

  /** A model that does not approve must be heard even if nothing it says blocks by itself. */
  private List<Finding> withRefusal(boolean approved, List<Finding> findings) {
    var all = new ArrayList<>(findings);
    if (!approved && all.stream().noneMatch(Finding::blocks)) {
      String named =
          all.isEmpty()
              ? "and named no issue"
              : "although none of the issues it named blocks by itself";
      all.add(aboutPart("The reviewer did not approve this part of the change, " + named + "."));
    }
    return all;
  }

  private Finding aboutPart(String description) {
    var place = new Finding.Place(part.paths().getFirst(), 0, "");
    return Finding.byModel(Severity.MEDIUM, "correctness", description, place, true);
  }

  private static Finding anchored(ModelIssue issue, Anchors.Place place) {
    return issue.at(place.path(), place.line(), place.quote(), true);
  }

  private static String nowhere(String path, ModelIssue issue) {
    return ("%s is nowhere in the change: %s has no line with its quote, nor a line %d; name a file"
            + " of the change and quote one of its lines exactly")
        .formatted(path, issue.file(), issue.line());
  }

  private static List<?> items(JsonObject answer, String name) {
    Object value = answer.fields().get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw new MalformedAnswerException(name + " must be a list");
  }

  @SuppressWarnings("unchecked") // JSON objects have string keys
  private static JsonObject object(String name, Object item) {
    if (item instanceof Map<?, ?> map) {
      return new JsonObject(name, (Map<String, @Nullable Object>) map);
    }
    throw new MalformedAnswerException(name + " is no object");
  }

  private static List<String> safe(List<String> suggestions) {
    return suggestions.stream()
        .map(ModelIssue::safe)
        .filter(text -> !text.isEmpty())
        .limit(MAX_SUGGESTIONS)
        .toList();
  }
}
