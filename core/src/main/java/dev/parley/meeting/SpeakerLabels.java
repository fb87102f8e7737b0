package dev.parley.meeting;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells {@code Anna Lee: we need this} from {@code What we need: this}. A label is a name if it
 * reads like one (every word begins with a capital or a digit, or it is one word in lower case), or
 * if it stands before several lines of the transcript.
 */
final class SpeakerLabels {

  private static final int MAX_LABEL_CHARS = 60;
  private static final int MAX_WORDS = 6;
  private static final int RECURS = 3;

  /** Words that begin lines of minutes and are nobody's name. */
  private static final Set<String> HEADINGS =
      Set.of(
          "action",
          "actions",
          "agenda",
          "also",
          "answer",
          "attendees",
          "aside",
          "attention",
          "background",
          "because",
          "bug",
          "but",
          "caution",
          "caveat",
          "conclusion",
          "conclusions",
          "context",
          "date",
          "deadline",
          "decision",
          "decisions",
          "discussion",
          "due",
          "duration",
          "e.g",
          "error",
          "example",
          "examples",
          "expected",
          "fact",
          "fix",
          "ftp",
          "fyi",
          "goal",
          "goals",
          "hint",
          "http",
          "https",
          "i.e",
          "idea",
          "important",
          "info",
          "issue",
          "link",
          "location",
          "mailto",
          "meaning",
          "meeting",
          "minutes",
          "namely",
          "next",
          "nb",
          "note",
          "notes",
          "ok",
          "okay",
          "option",
          "outcome",
          "owner",
          "participants",
          "plan",
          "present",
          "problem",
          "ps",
          "purpose",
          "question",
          "questions",
          "reason",
          "regrets",
          "remark",
          "result",
          "scribe",
          "so",
          "solution",
          "status",
          "step",
          "subject",
          "summary",
          "task",
          "tasks",
          "then",
          "time",
          "tip",
          "title",
          "todo",
          "topic",
          "update",
          "url",
          "warning",
          "well",
          "yes",
          "no",
          "for example",
          "action item",
          "action items",
          "next steps",
          "for instance",
          "in short",
          "that is",
          "open question",
          "open questions");

  private static final Set<String> PARTICLES =
      Set.of(
          "al", "and", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la",
          "le", "of", "on", "ten", "ter", "van", "von", "y", "zu");

  private final Map<String, Integer> lines = new HashMap<>();

  private SpeakerLabels() {}

  /** Knows which labels recur. */
  static SpeakerLabels of(List<String> lines) {
    var labels = new SpeakerLabels();
    for (var line : lines) {
      SpokenLine.of(line)
          .label()
          .filter(SpeakerLabels::mayBeName)
          .ifPresent(label -> labels.lines.merge(label, 1, Integer::sum));
    }
    return labels;
  }

  /** Whether the words before a colon name a speaker. */
  boolean isSpeaker(String label) {
    return mayBeName(label) && (readsLikeName(label) || lines.getOrDefault(label, 0) >= RECURS);
  }

  private static boolean mayBeName(String label) {
    return !label.isEmpty()
        && label.length() <= MAX_LABEL_CHARS
        && label.split(" ", MAX_WORDS + 1).length <= MAX_WORDS
        && Character.isLetterOrDigit(label.codePointAt(0))
        && label.codePoints().anyMatch(Character::isLetter)
        && label.codePoints().allMatch(SpeakerLabels::mayBeInName)
        && !HEADINGS.contains(label.toLowerCase(Locale.ROOT));
  }

  private static boolean mayBeInName(int c) {
    return Character.isLetterOrDigit(c)
        || Character.getType(c) == Character.NON_SPACING_MARK
        || " .'’‘-_()&,@#|/+".indexOf(c) >= 0;
  }

  private static boolean readsLikeName(String label) {
    var words = label.split(" ", MAX_WORDS + 1);
    if (words.length == 1) {
      return true;
    }
    for (var word : words) {
      int first = word.codePoints().filter(Character::isLetterOrDigit).findFirst().orElse('A');
      if (Character.isLowerCase(first) && !PARTICLES.contains(word)) {
        return false;
      }
    }
    return !Character.isLowerCase(label.codePointAt(0))
        || Optional.of(words[0]).filter(PARTICLES::contains).isPresent();
  }
}
