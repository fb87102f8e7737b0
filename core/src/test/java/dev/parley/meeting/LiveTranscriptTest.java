package dev.parley.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.meeting.MeetingPayload.MeetingEnded;
import dev.parley.meeting.MeetingPayload.SpeakerRenamed;
import dev.parley.meeting.MeetingPayload.UtterancesHeard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LiveTranscriptTest {

  private final LiveTranscript transcript = new LiveTranscript();

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @Test
  void putsLateWordsInTheirPlaceAndKeepsEveryNumber() {
    hear(said("Anna", 10, "first"), said("Ben", 30, "third"));
    hear(said("Cleo", 20, "late"));

    assertThat(lines())
        .containsExactly(
            "U1 [00:10] Anna: first", "U3 [00:20] Cleo: late", "U2 [00:30] Ben: third");
  }

  @Test
  void keepsWordsWithoutATimeWhereTheTalkWas() {
    hear(said("Anna", 10, "a"), untimed("Ben", "b"), said("Anna", 30, "c"));
    hear(said("Cleo", 5, "late"), untimed("Ben", "d"));

    assertThat(texts()).containsExactly("late", "a", "b", "c", "d");
  }

  @Test
  void dropsWhatItsFeedSendsTwice() {
    hear(withId("x1", "Anna", "We need CSV."), withId("x1", "Anna", "We need CSV, I said."));
    hear(said("Ben", 20, "Yes."), said("Ben", 20, "Yes."), said("Ben", 21, "Yes."));

    assertThat(texts()).containsExactly("We need CSV.", "Yes.", "Yes.");
    assertThat(transcript.count()).isEqualTo(3);
  }

  @Test
  void doesNotTakeARepeatedWordWithoutATimeForADuplicate() {
    hear(untimed("Ben", "Yes."), untimed("Ben", "Yes."));

    assertThat(texts()).containsExactly("Yes.", "Yes.");
  }

  @Test
  void renamesWhatWasSaidAndWhatWillBe() {
    hear(said("Speaker 1", 1, "a"));
    transcript.on(new SpeakerRenamed("Speaker 1", "Anna", "user"));
    hear(said("Speaker 1", 2, "b"), said("Anna", 3, "c"));

    assertThat(lines())
        .containsExactly("U1 [00:01] Anna: a", "U2 [00:02] Anna: b", "U3 [00:03] Anna: c");
    assertThat(transcript.knows("Speaker 1")).isFalse();
  }

  @Test
  void dropsWhatTurnsOutTwiceTheSameByARename() {
    hear(said("Speaker 1", 1, "a"), said("Anna", 1, "a"));
    transcript.on(new SpeakerRenamed("Speaker 1", "Anna", "user"));
    hear(said("Anna", 1, "a"));

    assertThat(lines()).containsExactly("U1 [00:01] Anna: a");
  }

  @Test
  void takesNothingBehindTheEnd() {
    hear(said("Anna", 1, "a"));
    transcript.on(new MeetingEnded("user"));
    hear(said("Anna", 2, "b"));
    transcript.on(new SpeakerRenamed("Anna", "Ben", "user"));

    assertThat(lines()).containsExactly("U1 [00:01] Anna: a");
    assertThat(transcript.ended()).isTrue();
  }

  @Test
  void takesNoMoreThanItsBounds() {
    var heard = new ArrayList<HeardUtterance>();
    for (int i = 0; i < LiveTranscript.MAX_UTTERANCES + 10; i++) {
      heard.add(said("Anna", i, "word"));
    }
    transcript.on(new UtterancesHeard(heard));

    assertThat(transcript.count()).isEqualTo(LiveTranscript.MAX_UTTERANCES);
    assertThat(transcript.full()).isTrue();
  }

  @Test
  void knowsWhenSomebodySeemsToDecideAndToTakeBack() {
    hear(said("Anna", 1, "Hello everybody, nice day."));
    assertThat(transcript.heard().decisionAt()).isZero();

    hear(said("Ben", 2, "Agreed, let's do CSV."));
    assertThat(transcript.heard().decisionAt()).isEqualTo(8);
    assertThat(transcript.heard().reversalAt()).isZero();

    hear(said("Anna", 3, "Scratch that, JSON instead."));
    assertThat(transcript.heard().reversalAt()).isEqualTo(transcript.heard().words());
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void foldsToTheSameTranscriptInWhateverOrderAndHoweverOftenItComes(long seed) {
    var random = new Random(seed);
    var all = new ArrayList<HeardUtterance>();
    for (int i = 0; i < 1 + random.nextInt(40); i++) {
      all.add(
          new HeardUtterance(
              random.nextBoolean() ? Optional.of("id" + i) : Optional.empty(),
              "Speaker " + random.nextInt(3),
              Optional.of(Duration.ofSeconds(i)),
              Optional.empty(),
              "words " + random.nextInt(5)));
    }
    hear(all.toArray(HeardUtterance[]::new));
    var inOrder = shown(transcript);

    var shuffled = new ArrayList<>(all);
    for (int copies = random.nextInt(20); copies > 0; copies--) {
      shuffled.add(all.get(random.nextInt(all.size())));
    }
    Collections.shuffle(shuffled, random);
    var other = new LiveTranscript();
    while (!shuffled.isEmpty()) {
      int batch = 1 + random.nextInt(shuffled.size());
      other.on(new UtterancesHeard(shuffled.subList(0, batch)));
      shuffled.subList(0, batch).clear();
    }

    assertThat(shown(other)).isEqualTo(inOrder);
    assertThat(other.heard().words()).isEqualTo(transcript.heard().words());
    assertThat(other.utterances()).extracting(Utterance::id).doesNotHaveDuplicates();
  }

  private void hear(HeardUtterance... heard) {
    transcript.on(new UtterancesHeard(List.of(heard)));
  }

  private List<String> lines() {
    return transcript.utterances().stream().map(Utterance::shown).toList();
  }

  private List<String> texts() {
    return transcript.utterances().stream().map(Utterance::text).toList();
  }

  private static List<String> shown(LiveTranscript transcript) {
    return transcript.utterances().stream()
        .map(u -> u.shownTime().orElseThrow() + " " + u.speaker() + ": " + u.text())
        .toList();
  }

  private static HeardUtterance said(String speaker, int second, String text) {
    var at = Optional.of(Duration.ofSeconds(second));
    return new HeardUtterance(Optional.empty(), speaker, at, Optional.empty(), text);
  }

  private static HeardUtterance untimed(String speaker, String text) {
    return new HeardUtterance(Optional.empty(), speaker, Optional.empty(), Optional.empty(), text);
  }

  private static HeardUtterance withId(String id, String speaker, String text) {
    return new HeardUtterance(Optional.of(id), speaker, Optional.empty(), Optional.empty(), text);
  }
}
