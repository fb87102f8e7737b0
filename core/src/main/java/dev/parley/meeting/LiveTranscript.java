package dev.parley.meeting;

import dev.parley.meeting.MeetingPayload.MeetingEnded;
import dev.parley.meeting.MeetingPayload.SpeakerRenamed;
import dev.parley.meeting.MeetingPayload.TranscriptRead;
import dev.parley.meeting.MeetingPayload.UtterancesHeard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The transcript of a meeting that is still going on, folded from what came in. What comes twice is
 * dropped: under the same id of its feed, or the same words of the same speaker at the same time.
 * Numbers are given in the order of arrival and never change, so that a citation stays true; the
 * order is that of time, and what has no time stays where the talk was when it came. A new name
 * counts for all a speaker said. Not thread-safe.
 *
 * <p>Bounds: {@link #MAX_UTTERANCES}, {@link #MAX_CHARS}, {@link #MAX_RENAMES}; what is beyond them
 * is not taken.
 */
public final class LiveTranscript {

  /** More are not taken; a meeting of a whole day has some five thousand. */
  public static final int MAX_UTTERANCES = 20_000;

  /** Of all words together: four megabytes are more than any meeting of a day. */
  public static final int MAX_CHARS = 4 * 1024 * 1024;

  /** Further renames are not taken. */
  public static final int MAX_RENAMES = 500;

  private final List<Spoken> spoken = new ArrayList<>();
  private final List<SpeakerRenamed> renames = new ArrayList<>();
  private final Set<Object> known = new HashSet<>();
  private Duration latest = Duration.ZERO;
  private boolean timed;
  private boolean ended;
  private int number;
  private int chars;
  private int words;
  private int decisionAt;
  private int reversalAt;

  /**
   * One that was taken.
   *
   * @param number in the order of arrival, from 1
   * @param place where it stands in time
   */
  private record Spoken(int number, Duration place, HeardUtterance heard) {}

  /** The same words of the same speaker at the same time are the same utterance. */
  private record Sameness(String speaker, Duration at, String text) {}

  /** Takes what came in next. */
  public void on(MeetingPayload payload) {
    switch (payload) {
      case UtterancesHeard(var heard) -> heard.forEach(this::hear);
      case SpeakerRenamed renamed -> rename(renamed);
      case MeetingEnded _ -> ended = true;
      case TranscriptRead _ -> {}
    }
  }

  private void hear(HeardUtterance heard) {
    if (ended || full() || heard.text().isEmpty() || !isNew(heard)) {
      return;
    }
    number++;
    heard.at().filter(at -> at.compareTo(latest) > 0).ifPresent(at -> latest = at);
    timed |= heard.at().isPresent();
    chars += heard.text().length();
    words += heard.words();
    decisionAt = Cues.decides(heard.text()) ? words : decisionAt;
    reversalAt = Cues.reverses(heard.text()) ? words : reversalAt;
    spoken.add(new Spoken(number, heard.at().orElse(latest), heard));
  }

  /** How many of these would be new. */
  public int newIn(List<HeardUtterance> all) {
    var seen = new HashSet<Object>();
    int fresh = 0;
    for (var heard : all) {
      boolean newId = heard.externalId().map(id -> isNew(id, seen)).orElse(true);
      boolean newWords = sameness(heard).map(same -> isNew(same, seen)).orElse(true);
      boolean room = number + fresh < MAX_UTTERANCES;
      fresh +=
          room && newId && (newWords || heard.externalId().isPresent()) && !ended && !full()
              ? 1
              : 0;
    }
    return fresh;
  }

  private boolean isNew(Object key, Set<Object> seen) {
    return !known.contains(key) && seen.add(key);
  }

  private boolean isNew(HeardUtterance heard) {
    boolean newId = heard.externalId().map(known::add).orElse(true);
    boolean newWords = sameness(heard).map(known::add).orElse(true);
    return newId && (newWords || heard.externalId().isPresent());
  }

  /** Whoever says a thing twice without a time may well have said it twice. */
  private Optional<Sameness> sameness(HeardUtterance heard) {
    return heard.at().map(at -> new Sameness(named(heard.speaker()), at, heard.text()));
  }

  private void rename(SpeakerRenamed renamed) {
    if (ended || renames.size() == MAX_RENAMES || renamed.from().equals(renamed.to())) {
      return;
    }
    renames.add(renamed);
    spoken.forEach(one -> sameness(one.heard()).ifPresent(known::add));
  }

  private String named(String speaker) {
    var name = speaker;
    for (var renamed : renames) {
      name = name.equals(renamed.from()) ? renamed.to() : name;
    }
    return name;
  }

  /** What has been said so far, in the order of time. */
  public List<Utterance> utterances() {
    var seen = new HashSet<Sameness>();
    return spoken.stream()
        .filter(one -> {
          boolean fresh = sameness(one.heard()).map(seen::add).orElse(true);
          return fresh || one.heard().externalId().isPresent();
        })
        .sorted(Comparator.comparing(Spoken::place).thenComparingInt(Spoken::number))
        .map(this::utterance)
        .toList();
  }

  private Utterance utterance(Spoken one) {
    var heard = one.heard();
    return new Utterance(
        "U" + one.number(), named(heard.speaker()), heard.at(), heard.text(), one.number());
  }

  /**
   * As a meeting that can be read like any other.
   *
   * @param source its name, for messages
   */
  public Meeting meeting(String source) {
    return new Meeting(source, utterances(), List.of());
  }

  /** Whether somebody was heard to speak under that name, new names included. */
  public boolean knows(String speaker) {
    return spoken.stream().anyMatch(one -> named(one.heard().speaker()).equals(speaker));
  }

  /** Whether nothing more will be said. */
  public boolean ended() {
    return ended;
  }

  /** Whether nothing more is taken. */
  public boolean full() {
    return number == MAX_UTTERANCES || chars >= MAX_CHARS;
  }

  /** Utterances taken so far; the newest one's number. */
  public int count() {
    return number;
  }

  /** What there is to know without reading it. */
  public Heard heard() {
    return new Heard(
        number,
        words,
        decisionAt,
        reversalAt,
        timed ? Optional.of(latest) : Optional.empty(),
        ended);
  }

  /**
   * How much has been heard.
   *
   * @param utterances taken so far
   * @param words all that were taken
   * @param decisionAt how many words there were when somebody last seemed to decide something
   * @param reversalAt likewise for taking something back
   * @param latest the latest time there was; empty if the feed gives none
   */
  public record Heard(
      int utterances,
      int words,
      int decisionAt,
      int reversalAt,
      Optional<Duration> latest,
      boolean ended) {

    /** Before anything was. */
    public static final Heard NOTHING = new Heard(0, 0, 0, 0, Optional.empty(), false);
  }
}
