package dev.parley.meeting;

import java.util.List;

/** One way of writing a meeting down. Implementations have no state. */
sealed interface TranscriptFormat permits WebVtt, SubRip, MarkdownMinutes, PlainText {

  /** Whether the lines are in this format; cheap. */
  boolean recognises(List<String> lines);

  /** Hands over what was said, in order. Never throws, whatever the lines are. */
  void read(List<String> lines, UtteranceCollector collector);
}
