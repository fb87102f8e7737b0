package dev.parley.meeting;

import static dev.parley.meeting.Said.parse;
import static dev.parley.meeting.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.meeting.Meeting.Skipped;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebVttTest {

  @Test
  void readsWhoSaysWhatInVoiceSpans() {
    var meeting =
        parse(
            """
            WEBVTT

            1
            00:00:01.000 --> 00:00:04.000 align:start position:10%
            <v Anna Lee>We need an export.</v>

            00:01:05.500 --> 00:01:06.000
            <v.loud.fast Bob>As CSV?
            """);

    assertThat(meeting.utterances())
        .containsExactly(
            new Utterance("U1", "Anna Lee", said(1), "We need an export.", 5),
            new Utterance("U2", "Bob", said(Duration.ofMillis(65_500)), "As CSV?", 8));
    assertThat(meeting.skipped()).isEmpty();
  }

  @Test
  void joinsCuesOfOneSpeakerUntilAPause() {
    var meeting =
        parse(
            """
            WEBVTT

            00:01.000 --> 00:03.000
            <v Anna>We need

            00:03.200 --> 00:05.000
            <v Anna>an export.

            00:09.000 --> 00:10.000
            <v Anna>Well?
            """);

    assertThat(Said.lines(meeting)).containsExactly("Anna: We need an export.", "Anna: Well?");
  }

  @Test
  void joinsNoMoreThanAPreciseCitationBears() {
    var cue = "00:01.000 --> 00:02.000\n<v Anna>" + "word ".repeat(50) + "\n\n";

    var meeting = parse("WEBVTT\n\n" + cue.repeat(20));

    assertThat(meeting.utterances()).hasSizeGreaterThan(4);
    assertThat(meeting.utterances()).allSatisfy(u -> assertThat(u.text()).hasSizeLessThan(1_001));
  }

  @Test
  void readsSeveralVoicesAndLinesInOneCue() {
    var meeting =
        parse(
            """
            WEBVTT

            00:01.000 --> 00:03.000
            <v Anna>We need
            an export.</v> <v Bob>Yes.</v>
            """);

    assertThat(Said.lines(meeting)).containsExactly("Anna: We need an export.", "Bob: Yes.");
  }

  @Test
  void readsNamesBeforeAColonAndCarriesThemOn() {
    var meeting =
        parse(
            """
            WEBVTT

            00:01.000 --> 00:03.000
            Anna Lee: We need an export.

            00:09.000 --> 00:10.000
            As CSV.

            00:20.000 --> 00:21.000
            Bob: Why?
            Anna Lee: They asked.
            """);

    assertThat(Said.lines(meeting))
        .containsExactly(
            "Anna Lee: We need an export.",
            "Anna Lee: As CSV.",
            "Bob: Why?",
            "Anna Lee: They asked.");
  }

  @Test
  void givesWordsOutsideOfVoicesToNobody() {
    var meeting =
        parse(
            """
            WEBVTT

            00:01.000 --> 00:03.000
            <v Anna>Yes.</v>

            00:09.000 --> 00:10.000
            [laughter]
            """);

    assertThat(Said.lines(meeting)).containsExactly("Anna: Yes.", "Unknown: [laughter]");
  }

  @Test
  void passesOverNotesStylesAndRegions() {
    var meeting =
        parse(
            """
            WEBVTT - Weekly
            Kind: captions

            NOTE
            Bob: this is nobody's speech

            STYLE
            ::cue(v[voice="Anna"]) { color: lime }

            REGION
            id:fred

            NOTE one line

            00:01.000 --> 00:03.000
            <v Anna>Yes.
            """);

    assertThat(Said.lines(meeting)).containsExactly("Anna: Yes.");
    assertThat(meeting.skipped()).isEmpty();
  }

  @Test
  void takesItsOwnTagsAndReferencesOutAndLeavesCode() {
    var meeting =
        parse(
            """
            WEBVTT

            00:01.000 --> 00:03.000
            <v Anna><c.yellow>Use</c> <00:00:02.000><i>Map<String, List<Integer>></i> &amp; a &lt;div&gt; &#x41;&#66;&nbsp;or &unknown; x < 3
            """);

    assertThat(Said.lines(meeting))
        .containsExactly("Anna: Use Map<String, List<Integer>> & a <div> AB or &unknown; x < 3");
  }

  @Test
  void reportsBrokenCuesByLineAndGoesOn() {
    var meeting =
        parse(
            """
            WEBVTT

            00:01.000 --> 00:03
            <v Anna>One.

            00:61:00.000 --> 00:62:00.000
            <v Anna>Lost.

            stray words

            --> 00:03.000
            <v Anna>Lost too.

            00:05.000 --> 00:06.000
            <v Bob>Two.
            """);

    assertThat(Said.lines(meeting)).containsExactly("Anna: One.", "Bob: Two.");
    assertThat(meeting.skipped())
        .containsExactly(
            new Skipped(6, "broken cue times: 00:61:00.000 --> 00:62:00.000"),
            new Skipped(9, "text outside a cue: stray words"),
            new Skipped(11, "broken cue times: --> 00:03.000"));
  }

  @Test
  void readsCuesWithoutBlankLinesBetween() {
    var meeting =
        parse(
            """
            WEBVTT
            00:01.000 --> 00:02.000
            <v Anna>One.
            2
            00:11.000 --> 00:12.000
            <v Bob>Two.
            00:21.000 --> 00:22.000
            <v Anna>Three.
            """);

    assertThat(Said.lines(meeting)).containsExactly("Anna: One.", "Bob: Two.", "Anna: Three.");
  }

  @Test
  void readsAllLineEnds() {
    var text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>One.\n\n00:11.000 --> 00:12.000\nTwo.";

    for (var end : List.of("\n", "\r\n", "\r")) {
      assertThat(Said.lines(parse(text.replace("\n", end))))
          .containsExactly("Anna: One.", "Unknown: Two.");
    }
  }
}
