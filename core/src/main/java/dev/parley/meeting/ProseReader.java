package dev.parley.meeting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads lines in which speakers are named before their words. A line without a speaker goes on with
 * the last one's words; before the first speaker and below a heading it is nobody's.
 */
final class ProseReader {

  private final List<String> lines;
  private final Map<String, String> names;
  private final SpeakerLabels labels;
  private final UtteranceCollector collector;

  /** Of a line that holds nothing else: it is when the next line is said. */
  private Optional<Duration> timeAhead = Optional.empty();

  /**
   * Knows the speakers of all lines.
   *
   * @param names of those who are written as initials; may be empty
   */
  ProseReader(List<String> lines, Map<String, String> names, UtteranceCollector collector) {
    this.lines = lines;
    this.names = names;
    this.labels = SpeakerLabels.of(lines);
    this.collector = collector;
  }

  static boolean isHeading(String line) {
    int level = 0;
    while (level < line.length() && line.charAt(level) == '#') {
      level++;
    }
    return level >= 1 && level <= 6 && level + 1 < line.length() && line.charAt(level) == ' ';
  }

  void read() {
    boolean apart = true;
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      if (line.isBlank()) {
        apart = true;
      } else if (isHeading(line)) {
        collector.say(i + 1, Optional.empty(), UtteranceCollector.UNKNOWN, line);
        apart = true;
      } else {
        read(i + 1, line, apart);
        apart = false;
      }
    }
  }

  /**
   * Reads one line.
   *
   * @param apart whether a blank line or a heading stands before it
   */
  private void read(int number, String text, boolean apart) {
    var line = SpokenLine.of(text);
    if (line.unlabelled().isEmpty()) {
      timeAhead = line.at();
      return;
    }
    var at = line.at().or(() -> timeAhead);
    timeAhead = Optional.empty();
    var speaker = line.label().filter(label -> names.containsKey(label) || labels.isSpeaker(label));
    if (speaker.isPresent()) {
      var name = names.getOrDefault(speaker.get(), speaker.get());
      collector.say(number, at, name, line.text());
      return;
    }
    var last = collector.speaker().orElse(UtteranceCollector.UNKNOWN);
    boolean ownUtterance =
        at.isPresent() || (last.equals(UtteranceCollector.UNKNOWN) && begins(text, apart));
    if (ownUtterance) {
      collector.say(number, at, last, line.unlabelled());
    } else {
      collector.goOn(number, line.unlabelled());
    }
  }

  /** Whether words of nobody begin here rather than go on from the line before. */
  private boolean begins(String text, boolean apart) {
    return apart || collector.atSentenceEnd() || !text.equals(SpokenLine.withoutBullets(text));
  }
}
