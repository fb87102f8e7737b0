package dev.parley.meeting;

import java.util.List;

/** One way of writing a meeting down. Implementations keep nothing of what they read. */
sealed interface TranscriptFormat
    permits WebVtt, SubRip, JsonTranscript, MarkdownMinutes, PlainText {

  /** Whether the lines are in this format; cheap. */
  boolean recognises(List<String> lines);

  /** Hands over what was said, in order. Never throws, whatever the lines are. */
  void read(List<String> lines, UtteranceCollector collector);
}
