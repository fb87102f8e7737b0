package dev.parley.meeting;

import static dev.parley.meeting.Said.parse;
import static dev.parley.meeting.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OtherFormatsTest {

  @Test
  void readsSubRip() {
    var meeting =
        parse(
            """
            1
            00:00:01,000 --> 00:00:03,500
            Anna: We need an export.

            2
            00:00:05,000 --> 00:00:06,000
            <i>Bob:</i> As CSV?
            """);

    assertThat(meeting.utterances())
        .containsExactly(
            new Utterance("U1", "Anna", said(1), "We need an export.", 3),
            new Utterance("U2", "Bob", said(5), "As CSV?", 7));
  }

  @Test
  void readsADashAsAnotherSpeaker() {
    var meeting = parse("1\n00:00:01,000 --> 00:00:03,500\n- Why?\n- They asked.\n");

    assertThat(Said.lines(meeting)).containsExactly("Unknown: Why?", "Unknown: They asked.");
  }

  @Test
  void readsWebVttThatLostItsHeader() {
    var meeting = parse("00:01.000 --> 00:03.500\n<v Anna>Yes.\n");

    assertThat(Said.lines(meeting)).containsExactly("Anna: Yes.");
  }

  @Test
  void readsMinutesWithInitialsAndAnAttendeeTable() {
    var meeting =
        parse(
            """
            # 12 March

            | Name        | Abbreviation | Organization |
            | ----------- | ------------ | ------------ |
            | Rob Palmer  | RPR          | Acme         |
            | Anna Lee    | ALE          |              |

            ## Export of reports

            RPR: We need CSV.
            Nothing else.

            ALE: Agreed.

            ### Conclusion

            - CSV it is
            - no Excel
            """);

    assertThat(Said.lines(meeting))
        .containsExactly(
            "Unknown: # 12 March",
            "Unknown: ## Export of reports",
            "Rob Palmer: We need CSV. Nothing else.",
            "Anna Lee: Agreed.",
            "Unknown: ### Conclusion",
            "Unknown: CSV it is",
            "Unknown: no Excel");
  }

  @Test
  void keepsATableThatIsNotOfAttendees() {
    var meeting = parse("# Notes\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");

    assertThat(Said.lines(meeting)).anyMatch(line -> line.contains("| 1 | 2 |"));
  }
}
