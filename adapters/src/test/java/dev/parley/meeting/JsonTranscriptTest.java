package dev.parley.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import dev.parley.meeting.Meeting.Skipped;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import dev.parley.requirements.Mutations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTranscriptTest {

  private static Meeting parse(String text) {
    return Transcripts.parse(
        "m.json", text.getBytes(StandardCharsets.UTF_8), new JacksonLocatedJsonReader());
  }

  private static List<String> lines(Meeting meeting) {
    return meeting.utterances().stream().map(u -> u.speaker() + ": " + u.text()).toList();
  }

  private static List<Optional<Duration>> times(Meeting meeting) {
    return meeting.utterances().stream().map(Utterance::at).toList();
  }

  @Test
  void readsSegmentsInSeconds() {
    var meeting =
        parse(
            """
            {"text": "all of it", "language": "en", "segments": [
              {"id": 0, "start": 0.0, "end": 2.5, "text": " We need CSV."},
              {"id": 1, "start": 12.25, "end": 14, "text": " Yes.", "speaker": "SPEAKER_01"}
            ]}
            """);

    assertThat(meeting.utterances())
        .containsExactly(
            new Utterance("U1", "Unknown", Optional.of(Duration.ZERO), "We need CSV.", 2),
            new Utterance("U2", "SPEAKER_01", Optional.of(Duration.ofMillis(12_250)), "Yes.", 3));
  }

  @Test
  void readsUtterancesInMilliseconds() {
    var meeting =
        parse(
            """
            {"utterances": [
              {"speaker": "A", "text": "We need CSV.", "start": 250, "end": 6350, "words": []},
              {"speaker": "B", "text": "Yes.", "start": 67000, "end": 68000}]}
            """);

    assertThat(lines(meeting)).containsExactly("A: We need CSV.", "B: Yes.");
    assertThat(times(meeting))
        .containsExactly(Optional.of(Duration.ofMillis(250)), Optional.of(Duration.ofSeconds(67)));
  }

  @Test
  void readsWhatStandsDeeper() {
    var meeting =
        parse(
            """
            {"metadata": {}, "results": {"channels": [], "utterances": [
              {"start": 1.5, "end": 2.0, "transcript": "We need CSV.", "speaker": 0}]}}
            """);

    assertThat(lines(meeting)).containsExactly("Speaker 0: We need CSV.");
  }

  @Test
  void readsAListAndTimesWrittenOut() {
    var meeting =
        parse(
            """
            [
              {"speaker": {"name": "Anna Lee"}, "time": "00:01:05", "text": "We need CSV."},
              {"name": "Bob", "content": "Yes."}
            ]
            """);

    assertThat(lines(meeting)).containsExactly("Anna Lee: We need CSV.", "Bob: Yes.");
    assertThat(times(meeting))
        .containsExactly(Optional.of(Duration.ofSeconds(65)), Optional.empty());
  }

  @Test
  void readsAnObjectALineAndPassesOverBrokenOnes() {
    var meeting =
        parse(
            """
            {"speaker": "Anna", "text": "We need CSV."}
            {"speaker": "Bob", "text":

            {"speaker": "Bob", "text": "Yes."}
            {"type": "end"}
            """);

    assertThat(meeting.utterances())
        .extracting(Utterance::speaker, Utterance::line)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Anna", 1),
            org.assertj.core.groups.Tuple.tuple("Bob", 4));
    assertThat(meeting.skipped()).extracting(Skipped::line).containsExactly(2, 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{}", "{\"segments\": []}", "[{\"a\": 1}]", "{\"text\": 3}"})
  void refusesJsonInWhichNobodySpeaks(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> parse(text))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo(Code.TRANSCRIPT_EMPTY));
  }

  @Test
  void takesABracketedTimeForNoJson() {
    assertThat(lines(parse("[00:05] Anna: yes\n"))).containsExactly("Anna: yes");
  }

  @Test
  void dropsControlCharactersThatWereEscaped() {
    assertThat(lines(parse("{\"speaker\": \"A\\u001bnna\", \"text\": \"a\\u0000b\\nc\"}")))
        .containsExactly("Anna: ab c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999999999", "-5", "1e30", "0.0000000001", "\"x\"", "null", "[]"})
  void survivesTimesThatAreNone(String time) {
    assertThat(
            lines(parse("[{\"start\": %s, \"end\": %s, \"text\": \"hi\"}]".formatted(time, time))))
        .containsExactly("Unknown: hi");
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3})
  void neverThrowsAnythingElse(long seed) {
    var random = new Random(seed);
    var good =
        """
        {"segments": [{"start": 0.5, "end": 1, "speaker": "A", "text": "a"},
        {"start": 2, "end": 3, "text": "b"}]}
        """;
    for (int i = 0; i < 500; i++) {
      try {
        assertThat(parse(Mutations.of(good, random)).utterances()).isNotEmpty();
      } catch (ProblemException e) {
        assertThat(e.problem().code()).isIn(Code.TRANSCRIPT_EMPTY, Code.BAD_INPUT);
      }
    }
  }
}
