package dev.parley.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u001b[31mb",
        "a\u001b[2J\u001b[Hb",
        "a\u001b]0;title\u0007b",
        "a\u001b]8;;http://evil\u001b\\b",
        "a\u200b\u001b[1mb",
      })
  void takesTerminalSequencesOut(String foreign) {
    assertThat(Plain.line(foreign).replace(" ", "")).isEqualTo("ab");
  }

  @Test
  void makesOneLineOfMany() {
    assertThat(Plain.line("a\r\nb\u2028c\u0085d\te")).isEqualTo("a b c d e");
  }

  @Test
  void takesMarksOutThatTurnTheReadingOrderAround() {
    assertThat(Plain.line("safe\u202eevil\u2066x")).isEqualTo("safe evil x");
  }

  @Test
  void keepsLettersOfAllLanguages() {
    assertThat(Plain.line("zażółć 漢字 العربية 😀")).isEqualTo("zażółć 漢字 العربية 😀");
  }

  @Test
  void keepsLinesWhereThereMayBeMany() {
    assertThat(Plain.lines("a\r\n\tb\u001b[31mc\u0000\rd")).isEqualTo("a\n\tbcd");
  }

  @Test
  void cutsALineThatIsTooLong() {
    assertThat(Plain.line("x".repeat(1_000_000), 10)).isEqualTo("xxxxxxx...");
  }
}
