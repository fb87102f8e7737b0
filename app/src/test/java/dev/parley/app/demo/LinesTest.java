package dev.parley.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinesTest {

  @Test
  void breaksWordsAtTheWidthAndIndentsWhatFollows() {
    var lines = new Lines().words(4, "R1", "word ".repeat(30)).toString();

    assertThat(lines.lines()).allMatch(line -> line.length() <= Lines.WIDTH).hasSize(2);
    assertThat(lines).startsWith("R1  word word").contains("\n    word");
  }

  @Test
  void keepsALongWordWhole() {
    var word = "x".repeat(200);

    assertThat(new Lines().words(2, "", word)).hasToString("  " + word + "\n");
  }

  @Test
  void printsNoControlCharacters() {
    assertThat(new Lines().words(4, "T1", "a\u001b[31mb\r\nc").toString())
        .isEqualTo("T1  a [31mb c\n");
  }

  @Test
  void writesTimesOfAMeeting() {
    assertThat(Lines.clock(Duration.ofMillis(307_900))).isEqualTo("5:07");
  }
}
