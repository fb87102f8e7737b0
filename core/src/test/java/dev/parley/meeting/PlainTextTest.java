package dev.parley.meeting;

import static dev.parley.meeting.Said.parse;
import static dev.parley.meeting.Said.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

  @Test
  void readsNamesAndContinuationLines() {
    var meeting =
        parse(
            """
            Anna Lee: We need an export
            of all reports.
            Bob: As CSV?

            Anna Lee: Yes.
            """);

    assertThat(meeting.utterances())
        .containsExactly(
            new Utterance(
                "U1", "Anna Lee", Optional.empty(), "We need an export of all reports.", 1),
            new Utterance("U2", "Bob", Optional.empty(), "As CSV?", 3),
            new Utterance("U3", "Anna Lee", Optional.empty(), "Yes.", 5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[00:05] Anna: yes: CSV",
        "[0:05] Anna: yes: CSV",
        "(00:00:05) Anna: yes: CSV",
        "00:05 Anna: yes: CSV",
        "00:00:05.000 - Anna: yes: CSV",
        "Anna (00:05): yes: CSV",
        "Anna [00:05]: yes: CSV",
        "Anna, 00:05: yes: CSV",
        "Anna 0:05: yes: CSV",
        "**Anna** (00:05): yes: CSV",
        "[00:05] **Anna:** yes: CSV",
        "- [00:05] Anna:   yes: CSV",
        "> [00:05] Anna:yes: CSV",
        "Anna  0:05\nyes: CSV",
        "Anna (00:05)\nyes: CSV",
        "[00:05] Anna:\nyes: CSV",
        "[00:05] Anna： yes: CSV"
      })
  void readsTheTimeWhereverItStands(String text) {
    assertThat(parse(text).utterances())
        .containsExactly(new Utterance("U1", "Anna", said(5), "yes: CSV", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Anna",
        "anna",
        "SPEAKER_00",
        "Speaker 1",
        "Dr. Jean-Luc van der Berg",
        "Anna (Acme)",
        "O'Neill",
        "李雷",
        "Łukasz Żółć",
        "A"
      })
  void knowsNames(String name) {
    assertThat(Said.lines(parse(name + ": yes"))).containsExactly(name + ": yes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What we need: a CSV export",
        "see https://example.org/a",
        "https://example.org/a",
        "Decision: use CSV",
        "TODO: ask Bob",
        "at 10:30 we go on",
        "std::vector is fine",
        "C:\\temp is full",
        "{\"a\": 1}",
        "public Map<String, Integer> x: y",
        "and then he said: no"
      })
  void takesNoneOfTheseForAName(String line) {
    assertThat(Said.lines(parse("Anna: so\n" + line))).containsExactly("Anna: so " + line);
  }

  @Test
  void knowsANameInLowerCaseThatRecurs() {
    var meeting = parse("the chair: one\nthe chair: two\nthe chair: three\n");

    assertThat(Said.lines(meeting))
        .containsExactly("the chair: one", "the chair: two", "the chair: three");
  }

  @Test
  void givesWordsBeforeTheFirstSpeakerToNobody() {
    var meeting =
        parse(
            """
            Weekly meeting of
            the export team

            Second line.
            Third line.
            Anna: yes
            """);

    assertThat(Said.lines(meeting))
        .containsExactly(
            "Unknown: Weekly meeting of the export team",
            "Unknown: Second line.",
            "Unknown: Third line.",
            "Anna: yes");
  }

  @Test
  void beginsAnUtteranceAtEachTime() {
    var meeting = parse("[00:05] Anna: one\n[00:09] two\n[00:12] Bob: three\n");

    assertThat(meeting.utterances())
        .containsExactly(
            new Utterance("U1", "Anna", said(5), "one", 1),
            new Utterance("U2", "Anna", said(9), "two", 2),
            new Utterance("U3", "Bob", said(12), "three", 3));
  }

  @Test
  void takesATimeOnALineOfItsOwnForTheNextLine() {
    var meeting = parse("00:05\nAnna: one\n\n[00:09]\ntwo\n00:12:00\n\nBob: three\n0:30");

    assertThat(meeting.utterances())
        .containsExactly(
            new Utterance("U1", "Anna", said(5), "one", 2),
            new Utterance("U2", "Anna", said(9), "two", 5),
            new Utterance("U3", "Bob", said(720), "three", 8));
  }

  @Test
  void goesOnWithALongSpeechInAFurtherUtterance() {
    var meeting = parse("Anna: " + "twelve chars ".repeat(2_000));

    assertThat(meeting.utterances()).hasSizeGreaterThan(1);
    assertThat(meeting.utterances())
        .allSatisfy(u -> {
          assertThat(u.speaker()).isEqualTo("Anna");
          assertThat(u.text()).hasSizeLessThan(UtteranceCollector.MAX_UTTERANCE_CHARS + 1);
          assertThat(u.text()).startsWith("twelve").endsWith("chars");
        });
  }
}
