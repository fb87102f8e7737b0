package dev.parley.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LiveLinesTest {

  static LongStream seeds() {
    return LongStream.range(0, 300);
  }

  @Test
  void readsNamesAndTimes() {
    assertThat(shown("Anna: We need CSV.", "[00:05] Ben Lee: Yes.", "and soon"))
        .containsExactly("? Anna: We need CSV.", "PT5S Ben Lee: Yes.", "? Ben Lee: and soon");
  }

  @Test
  void readsNamesOnLinesOfTheirOwn() {
    assertThat(shown("Anna Lee  0:05", "We need CSV.", "", "Ben  0:09", "Yes."))
        .containsExactly("PT5S Anna Lee: We need CSV.", "PT9S Ben: Yes.");
  }

  @Test
  void readsCuesOfWebVttOnceTheyAreWhole() {
    var lines = lines();
    assertThat(said(lines, "WEBVTT", "", "00:01.000 --> 00:03.000", "<v Anna>We need")).isEmpty();
    assertThat(said(lines, "CSV.</v>")).isEmpty();
    assertThat(said(lines, "")).containsExactly("PT1S Anna: We need CSV.");
  }

  @Test
  void readsCuesOfSrtAndTellsTheirNumbersFromWords() {
    assertThat(
            shown(
                "1",
                "00:00:01,000 --> 00:00:03,000",
                "Anna: We need CSV.",
                "",
                "2",
                "00:00:04,000 --> 00:00:05,000",
                "Every day.",
                "",
                "Ben: How many?",
                "42",
                "Anna: Good."))
        .containsExactly(
            "PT1S Anna: We need CSV.",
            "PT4S Anna: Every day.",
            "? Ben: How many?",
            "? Ben: 42",
            "? Anna: Good.");
  }

  @Test
  void readsAnObjectALine() {
    assertThat(shown("{\"speaker\":\"Anna\",\"start\":\"0:05\",\"text\":\"CSV\"}", "{broken"))
        .containsExactly("PT5S Anna: CSV");
  }

  @Test
  void takesWholeNumbersForSecondsUnlessTheyWouldBeHours() {
    assertThat(
            shown(
                "{\"id\":\"a1\",\"speaker\":\"Anna\",\"start\":65.5,\"text\":\"a\"}",
                "{\"speaker\":\"Anna\",\"start\":90,\"text\":\"b\"}",
                "{\"speaker\":\"Anna\",\"start\":95000,\"text\":\"c\"}",
                "{\"speaker\":\"Anna\",\"start_ms\":1200,\"text\":\"d\"}"))
        .containsExactly(
            "PT1M5.5S Anna: a", "PT1M30S Anna: b", "PT1M35S Anna: c", "PT1.2S Anna: d");
  }

  @Test
  void endsWhereALineSaysSo() {
    var lines = lines();

    assertThat(said(lines, "Anna: Bye.", "[End of meeting]", "Ben: Wait!"))
        .containsExactly("? Anna: Bye.");
    assertThat(lines.ended()).isTrue();
    assertThat(said(lines(), "Anna: We are at the end of the meeting.")).hasSize(1);
  }

  @Test
  void givesWordsWithoutATimeTheSameIdWhenTheFeedBeginsAgain() {
    var feed = new String[] {"Anna: CSV?", "Ben: Yes.", "Ben: Yes."};
    var first = all(lines(), feed);
    var again = all(lines(), feed);

    assertThat(again).isEqualTo(first);
    assertThat(first).extracting(HeardUtterance::externalId).doesNotHaveDuplicates();
    var other = all(lines(), "Cleo: Hello.", "Ben: Yes.");
    assertThat(first).doesNotContainAnyElementsOf(other);
  }

  @Test
  void cutsALongSpeechIntoUtterancesThatCanBeTaken() {
    var heard = all(lines(), "Anna: " + "word ".repeat(5_000));

    assertThat(heard).hasSizeGreaterThan(2);
    assertThat(heard).extracting(HeardUtterance::externalId).doesNotHaveDuplicates();
    assertThat(heard).allSatisfy(said -> said.checked());
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void readsWhateverComes(long seed) {
    var random = new Random(seed);
    var parts =
        List.of(
            "Anna: ",
            "[00:05] ",
            "00:01 --> 00:03",
            "WEBVTT",
            "{",
            "}",
            "\"text\":\"a\"",
            "NOTE",
            "<v ",
            ">",
            "7",
            "",
            " ",
            "\u0000",
            "\uFEFF",
            "99999999:00",
            "x".repeat(9_000),
            "- ");
    var lines = lines();
    for (int i = 0; i < 60; i++) {
      var line = new StringBuilder();
      for (int n = random.nextInt(5); n > 0; n--) {
        line.append(parts.get(random.nextInt(parts.size())));
      }
      lines.line(line.toString()).forEach(HeardUtterance::checked);
    }
    lines.flush().forEach(HeardUtterance::checked);
  }

  private static List<String> shown(String... lines) {
    return said(lines(), lines);
  }

  private static List<String> said(LiveLines lines, String... more) {
    var shown = new ArrayList<String>();
    for (var line : more) {
      lines.line(line).forEach(said -> shown.add(show(said)));
    }
    return shown;
  }

  private static List<HeardUtterance> all(LiveLines lines, String... more) {
    var heard = new ArrayList<HeardUtterance>();
    for (var line : more) {
      heard.addAll(lines.line(line));
    }
    heard.addAll(lines.flush());
    return heard;
  }

  private static String show(HeardUtterance said) {
    return said.at().map(Object::toString).orElse("?") + " " + said.speaker() + ": " + said.text();
  }

  private static LiveLines lines() {
    return new LiveLines(new JacksonLocatedJsonReader());
  }
}
