package dev.parley.meeting;

import dev.parley.meeting.UtteranceCollector.Span;
import java.util.List;
import java.util.Optional;

/**
 * Reads the blocks that WebVTT and SRT share: an optional name, a line with two times, lines of
 * words up to a blank line. A broken cue is reported with its line and its words passed over.
 */
final class CueReader {

  private static final String ARROW = "-->";
  private static final int MAX_SHOWN_CHARS = 60;

  private final List<String> lines;
  private final UtteranceCollector collector;
  private final CueWords words;

  CueReader(List<String> lines, UtteranceCollector collector) {
    this.lines = lines;
    this.collector = collector;
    this.words = new CueWords(SpeakerLabels.of(lines), collector);
  }

  static boolean isTiming(String line) {
    return line.contains(ARROW);
  }

  /** The times of a cue; what follows the second one are settings. Empty if they are no times. */
  static Optional<Span> span(String line) {
    int arrow = line.indexOf(ARROW);
    if (arrow < 0) {
      return Optional.empty();
    }
    var end = line.substring(arrow + ARROW.length()).strip().split("\\s", 2)[0];
    return Timestamp.parse(line.substring(0, arrow).strip())
        .flatMap(start -> Timestamp.parse(end).map(until -> new Span(start, until)));
  }

  /** Reads all blocks from this index of the lines on. */
  void read(int from) {
    int at = from;
    while (at < lines.size()) {
      at = lines.get(at).isBlank() ? at + 1 : readBlock(at);
    }
  }

  /** Returns the index behind the block. */
  private int readBlock(int at) {
    var line = lines.get(at);
    if (isTiming(line)) {
      return readCue(at);
    }
    boolean named = at + 1 < lines.size() && isTiming(lines.get(at + 1));
    if (named) {
      return readCue(at + 1);
    }
    if (!isNoteOrStyle(line)) {
      collector.skip(at + 1, "text outside a cue: " + shown(line));
    }
    return endOfBlock(at + 1);
  }

  private static boolean isNoteOrStyle(String line) {
    return line.equals("NOTE")
        || line.startsWith("NOTE ")
        || line.startsWith("NOTE\t")
        || line.strip().equals("STYLE")
        || line.strip().equals("REGION");
  }

  private int readCue(int timing) {
    int end = endOfBlock(timing + 1);
    var span = span(lines.get(timing));
    if (span.isEmpty()) {
      collector.skip(timing + 1, "broken cue times: " + shown(lines.get(timing)));
      return end;
    }
    int last = end;
    boolean nextCueFollows = end < lines.size() && isTiming(lines.get(end));
    if (nextCueFollows && last > timing + 1 && isCueNumber(lines.get(last - 1))) {
      last--;
    }
    words.read(timing + 2, span.get(), lines.subList(timing + 1, last));
    return end;
  }

  /** The next blank line, or the next cue's times when the blank line is missing. */
  private int endOfBlock(int from) {
    int at = from;
    while (at < lines.size() && !lines.get(at).isBlank() && !isTiming(lines.get(at))) {
      at++;
    }
    return at;
  }

  private static boolean isCueNumber(String line) {
    return line.strip().chars().allMatch(Character::isDigit);
  }

  private static String shown(String line) {
    var stripped = line.strip();
    return stripped.length() <= MAX_SHOWN_CHARS
        ? stripped
        : stripped.substring(0, MAX_SHOWN_CHARS) + "...";
  }
}
