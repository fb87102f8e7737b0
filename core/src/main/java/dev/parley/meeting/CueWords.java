package dev.parley.meeting;

import dev.parley.meeting.UtteranceCollector.Span;
import java.util.List;
import java.util.Optional;

/**
 * Finds who says what in a cue: {@code <v Name>} spans, else {@code Name:} at the beginning of a
 * line, else whoever spoke last. In a file with voice spans, words outside of them are nobody's.
 */
final class CueWords {

  private final SpeakerLabels labels;
  private final UtteranceCollector collector;
  private boolean voicesSeen;

  CueWords(SpeakerLabels labels, UtteranceCollector collector) {
    this.labels = labels;
    this.collector = collector;
  }

  /**
   * Reads one cue.
   *
   * @param number of the first line of words
   */
  void read(int number, Span span, List<String> lines) {
    Optional<String> voice = Optional.empty();
    for (int i = 0; i < lines.size(); i++) {
      for (var piece : CueMarkup.pieces(lines.get(i), voice)) {
        voice = piece.voice();
        if (voice.isPresent()) {
          voicesSeen = true;
          collector.cue(number + i, span, voice.get(), piece.text());
        } else {
          unvoiced(number + i, span, piece.text());
        }
      }
    }
  }

  private void unvoiced(int number, Span span, String text) {
    var line = SpokenLine.of(text);
    var speaker = line.label().filter(labels::isSpeaker);
    if (speaker.isPresent()) {
      collector.cue(number, span, speaker.get(), line.text());
    } else if (changesSpeaker(text)) {
      collector.pause();
      collector.cue(number, span, UtteranceCollector.UNKNOWN, line.unlabelled());
    } else if (voicesSeen) {
      collector.cue(number, span, UtteranceCollector.UNKNOWN, line.unlabelled());
    } else {
      var last = collector.speaker().orElse(UtteranceCollector.UNKNOWN);
      collector.cue(number, span, last, line.unlabelled());
    }
  }

  /** Subtitles mark that somebody else speaks by a dash or by two angles. */
  private static boolean changesSpeaker(String text) {
    var words = text.stripLeading();
    return words.startsWith("- ") || words.startsWith(">>");
  }
}
