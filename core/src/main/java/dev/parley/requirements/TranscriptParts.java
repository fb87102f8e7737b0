package dev.parley.requirements;

import dev.parley.meeting.Meeting;
import dev.parley.meeting.Utterance;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts a meeting between utterances into parts that fit one call. */
final class TranscriptParts {

  /** What a part repeats of the one before, so that a question keeps its answer. */
  private static final int MAX_REPEATED_BYTES = 8 * 1024;

  private TranscriptParts() {}

  /**
   * The utterances, one a line; at least one part.
   *
   * @param maxBytes of a part in UTF-8, well above the length of one utterance
   */
  static List<String> of(Meeting meeting, int maxBytes) {
    var lines = meeting.utterances().stream().map(Utterance::shown).toList();
    var parts = new ArrayList<String>();
    int begin = 0;
    while (begin < lines.size() || parts.isEmpty()) {
      int end = end(lines, begin, maxBytes);
      parts.add(String.join("\n", lines.subList(begin, end)));
      begin = end == lines.size() ? end : Math.max(begin + 1, repeatedFrom(lines, end));
    }
    return parts;
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
