package dev.parley.requirements;

import dev.parley.meeting.Meeting;
import dev.parley.meeting.Utterance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes the requirements document in Markdown. */
final class PrdMarkdown {

  static final String OPEN_QUESTIONS = "Open questions";
  static final String DROPPED = "Dropped";

  /** Words of one utterance quoted; a speech is cut there. */
  private static final int MAX_QUOTED_CHARS = 1_000;

  private final Map<String, Utterance> utterances = new HashMap<>();
  private final String source;

  PrdMarkdown(Meeting meeting) {
    this.source = meeting.source();
    meeting.utterances().forEach(utterance -> utterances.put(utterance.id(), utterance));
  }

  String write(Prd prd) {
    var text = new StringBuilder();
    text.append("# ").append(escaped(prd.title())).append("\n\n");
    text.append("From `").append(source.replace('`', '\'')).append("`.\n");
    for (var requirement : prd.requirements()) {
      write(requirement, text);
    }
    if (!prd.openQuestions().isEmpty()) {
      text.append("\n## ").append(OPEN_QUESTIONS).append("\n");
      prd.openQuestions().forEach(question -> write(question, text));
    }
    if (!prd.dropped().isEmpty()) {
      text.append("\n## ").append(DROPPED).append("\n\n");
      text.append("Written by the model and not kept:\n\n");
      prd.dropped().forEach(d -> text.append("- ").append(escaped(d)).append('\n'));
    }
    return text.toString();
  }

  private void write(Requirement requirement, StringBuilder text) {
    text.append("\n## ").append(requirement.id()).append(": ");
    text.append(escaped(requirement.text())).append("\n");
    if (!requirement.acceptance().isEmpty()) {
      text.append("\nAccepted when:\n\n");
      requirement.acceptance().forEach(a -> text.append("- ").append(escaped(a)).append('\n'));
    }
    quote(requirement.cites(), "", text);
  }

  private void write(OpenQuestion question, StringBuilder text) {
    text.append("\n- ").append(escaped(question.text())).append('\n');
    quote(question.cites(), "  ", text);
  }

  private void quote(List<String> cites, String indent, StringBuilder text) {
    boolean first = true;
    for (var cite : cites) {
      var utterance = utterances.get(cite);
      if (utterance != null) {
        text.append(first ? "\n" : indent + ">\n");
        first = false;
        text.append(indent).append("> ").append(escaped(cut(utterance.shown()))).append('\n');
      }
    }
  }

  private static String cut(String words) {
    return words.length() <= MAX_QUOTED_CHARS
        ? words
        : words.substring(0, MAX_QUOTED_CHARS) + "...";
  }

  /** Foreign words on one line that make no tag, link, image or heading of their own. */
  private static String escaped(String words) {
    return words
        .replaceAll("[\\s\\p{Cntrl}]+", " ")
        .replace("\\", "\\\\")
        .replace("<", "&lt;")
        .replaceAll("([\\[\\]`*_])", "\\\\$1");
  }
}
