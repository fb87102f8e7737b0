package dev.parley.requirements;

import dev.parley.llm.PromptText;
import dev.parley.meeting.Meeting;
import dev.parley.meeting.Utterance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a meeting between utterances into parts that fit one call. */
final class TranscriptParts {

  /** What a part repeats of the one before, so that a question keeps its answer. */
  private static final int MAX_REPEATED_BYTES = 8 * 1024;

  /** Whoever speaks of times may mean those of the transcript: then they are part of it. */
  private static final Pattern CLOCK_TIME = Pattern.compile("\\d:\\d\\d");

  private TranscriptParts() {}

  /**
   * The utterances, one a line; at least one part.
   *
   * @param maxBytes of a part in UTF-8, well above the length of one utterance
   */
  static List<PromptText> of(Meeting meeting, int maxBytes) {
    var utterances = meeting.utterances();
    boolean timesPass = utterances.stream().noneMatch(u -> CLOCK_TIME.matcher(u.text()).find());
    var lines = meeting.utterances().stream().map(Utterance::shown).toList();
    var parts = new ArrayList<PromptText>();
    int begin = 0;
    while (begin < lines.size() || parts.isEmpty()) {
      int end = end(lines, begin, maxBytes);
      parts.add(text(utterances.subList(begin, end), timesPass));
      begin = end == lines.size() ? end : Math.max(begin + 1, repeatedFrom(lines, end));
    }
    return parts;
  }

  private static PromptText text(List<Utterance> utterances, boolean timesPass) {
    var text = new PromptText.Builder();
    for (int i = 0; i < utterances.size(); i++) {
      var utterance = utterances.get(i);
      text.fixed(i == 0 ? "" : "\n");
      var time = utterance.shownTime();
      if (timesPass && time.isPresent()) {
        var shown = utterance.shown();
        int at = shown.indexOf('[') + 1;
        text.fixed(shown.substring(0, at)).passing(time.get());
        text.fixed(shown.substring(at + time.get().length()));
      } else {
        text.fixed(utterance.shown());
      }
    }
    return text.build();
  }

  private static int end(List<String> lines, int begin, int maxBytes) {
    int end = begin;
    int room = maxBytes;
    while (end < lines.size()) {
      room -= bytes(lines.get(end));
      if (room < 0 && end > begin) {
        return end;
      }
      end++;
    }
    return end;
  }

  private static int repeatedFrom(List<String> lines, int end) {
    int from = end;
    int room = MAX_REPEATED_BYTES;
    while (from > 0 && room >= bytes(lines.get(from - 1))) {
      room -= bytes(lines.get(from - 1));
      from--;
    }
    return from;
  }

  private static int bytes(String line) {
    return line.getBytes(StandardCharsets.UTF_8).length + 1;
  }
}
