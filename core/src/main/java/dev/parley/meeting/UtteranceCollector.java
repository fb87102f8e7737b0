package dev.parley.meeting;

import dev.parley.meeting.Meeting.Skipped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes utterances of what the formats hand over: numbers them, joins what belongs together and
 * keeps every bound. What exceeds a bound is reported, never lost silently. Not thread-safe.
 */
final class UtteranceCollector {

  /** What is said after this many utterances is passed over; a long meeting has some thousands. */
  static final int MAX_UTTERANCES = 100_000;

  /** A longer speech goes on in a further utterance of the same speaker. */
  static final int MAX_UTTERANCE_CHARS = 8_000;

  /** Longer names are cut. */
  static final int MAX_SPEAKER_CHARS = 100;

  /** Lines reported as skipped; one more entry says how many there were beyond. */
  static final int MAX_SKIPPED = 1_000;

  /** Speaker of words that the transcript gives to nobody. */
  static final String UNKNOWN = "Unknown";

  /** A longer silence between two cues of one speaker begins a new utterance. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  /** Cues of one speaker are joined up to this length, so that a citation stays precise. */
  private static final int MAX_JOINED_CHARS = 1_000;

  private final List<Utterance> utterances = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private int skippedBeyond;
  private Optional<Speech> open = Optional.empty();

  /** The utterance being put together. */
  private static final class Speech {
    final int line;
    final String speaker;
    final Optional<Duration> at;
    final StringBuilder words = new StringBuilder();
    Optional<Duration> end = Optional.empty();

    Speech(int line, String speaker, Optional<Duration> at) {
      this.line = line;
      this.speaker = speaker;
      this.at = at;
    }

    void add(String text) {
      if (text.isEmpty()) {
        return;
      }
      if (!words.isEmpty()) {
        words.append(' ');
      }
      words.append(text);
    }

    boolean isFull(int more) {
      return words.length() + more > MAX_JOINED_CHARS;
    }
  }

  /** A cue's times. */
  record Span(Duration start, Duration end) {}

  /** Somebody begins to speak; the words may follow with {@link #goOn}. */
  void say(int line, Optional<Duration> at, String speaker, String text) {
    pause();
    var speech = new Speech(line, speakerOrUnknown(speaker), at);
    speech.add(collapsed(text));
    open = Optional.of(speech);
  }

  /** Who spoke last goes on; nobody is {@link #UNKNOWN}. */
  void goOn(int line, String text) {
    if (open.isEmpty()) {
      say(line, Optional.empty(), UNKNOWN, text);
    } else {
      open.get().add(collapsed(text));
    }
  }

  /** Who is speaking; empty before anybody does. */
  Optional<String> speaker() {
    return open.map(speech -> speech.speaker);
  }

  /** Whatever comes next begins a new utterance. */
  void pause() {
    open.ifPresent(this::emit);
    open = Optional.empty();
  }

  /** Whether the words so far end like a sentence, or there are none. */
  boolean atSentenceEnd() {
    return open.isEmpty()
        || open.get().words.isEmpty()
        || ".?!:;…。？！".indexOf(open.get().words.charAt(open.get().words.length() - 1)) >= 0;
  }

  /** One speaker's part of a cue; joined to the utterance before if the speaker just goes on. */
  void cue(int line, Span span, String speaker, String text) {
    var words = collapsed(text);
    if (words.isEmpty()) {
      return;
    }
    if (open.isPresent() && goesOn(open.get(), span, speakerOrUnknown(speaker), words)) {
      open.get().add(words);
    } else {
      say(line, Optional.of(span.start()), speaker, words);
    }
    open.get().end = Optional.of(span.end());
  }

  private static boolean goesOn(Speech speech, Span span, String speaker, String words) {
    return speech.speaker.equals(speaker)
        && !speech.isFull(words.length())
        && speech.end.isPresent()
        && span.start().minus(speech.end.get()).compareTo(PAUSE) <= 0;
  }

  void skip(int line, String reason) {
    skip(new Skipped(line, reason));
  }

  void skip(Skipped what) {
    if (skipped.size() < MAX_SKIPPED) {
      skipped.add(what);
    } else {
      skippedBeyond++;
    }
  }

  Meeting meeting(String source) {
    pause();
    var reported = new ArrayList<>(skipped);
    reported.sort((one, other) -> Integer.compare(one.line(), other.line()));
    if (skippedBeyond > 0) {
      reported.add(
          new Skipped(
              reported.getLast().line(), "%d more lines were skipped".formatted(skippedBeyond)));
    }
    return new Meeting(source, utterances, reported);
  }

  private void emit(Speech speech) {
    var words = speech.words.toString();
    int begin = 0;
    while (begin < words.length()) {
      int end = cut(words, begin);
      emit(speech, words.substring(begin, end).strip());
      begin = end;
    }
  }

  private void emit(Speech speech, String words) {
    if (words.isEmpty()) {
      return;
    }
    if (utterances.size() == MAX_UTTERANCES) {
      skip(speech.line, "beyond the %d utterances a meeting may have".formatted(MAX_UTTERANCES));
      return;
    }
    var id = "U" + (utterances.size() + 1);
    utterances.add(new Utterance(id, speech.speaker, speech.at, words, speech.line));
  }

  /** Where a piece that is not too long ends: after white space, never within a character. */
  private static int cut(String words, int begin) {
    int end = begin + MAX_UTTERANCE_CHARS;
    if (end >= words.length()) {
      return words.length();
    }
    int space = words.lastIndexOf(' ', end - 1);
    if (space > begin) {
      return space + 1;
    }
    return Character.isLowSurrogate(words.charAt(end)) ? end - 1 : end;
  }

  static String speakerOrUnknown(String speaker) {
    var name = collapsed(speaker);
    if (name.isEmpty()) {
      return UNKNOWN;
    }
    return name.length() <= MAX_SPEAKER_CHARS ? name : name.substring(0, MAX_SPEAKER_CHARS);
  }

  /** Runs of white space as one space each; other control characters are dropped. */
  static String collapsed(String text) {
    var words = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = !words.isEmpty();
      } else if (!Character.isISOControl(c)) {
        if (gap) {
          words.append(' ');
          gap = false;
        }
        words.append(c);
      }
    }
    return words.toString();
  }
}
