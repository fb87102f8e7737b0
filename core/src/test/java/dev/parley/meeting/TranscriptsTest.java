package dev.parley.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.meeting.Meeting.Skipped;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptsTest {

  private static final String TEXT = "Zoë: déjà vu – “naïve”\nBob: yes\n";

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"})
  void detectsTheEncoding(String charset) {
    var meeting = Transcripts.parse("m", TEXT.getBytes(Charset.forName(charset)));

    assertThat(Said.lines(meeting)).containsExactly("Zoë: déjà vu – “naïve”", "Bob: yes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void dropsTheByteOrderMark(String charset) {
    var meeting = Transcripts.parse("m", ("\uFEFF" + TEXT).getBytes(Charset.forName(charset)));

    assertThat(Said.lines(meeting)).containsExactly("Zoë: déjà vu – “naïve”", "Bob: yes");
    assertThat(meeting.skipped()).isEmpty();
  }

  @Test
  void saysWhereAFileIsNotUtf8() {
    var latin1 = "Bob: yes\nZoe: déjà\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(Transcripts.parse("m", latin1).skipped())
        .containsExactly(new Skipped(2, "not UTF-8: the file was read as Latin-1"));
  }

  @Test
  void replacesAndReportsBadBytesOfAFileThatIsMostlyRight() {
    var bytes = "Zoë: ünö\nBob: yXs\n".getBytes(StandardCharsets.UTF_8);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf('X')] = (byte) 0xFF;

    var meeting = Transcripts.parse("m", bytes);

    assertThat(Said.lines(meeting)).containsExactly("Zoë: ünö", "Bob: y\uFFFDs");
    assertThat(meeting.skipped())
        .containsExactly(new Skipped(2, "bytes that are not UTF-8 were replaced"));
  }

  @Test
  void dropsControlCharacters() {
    assertThat(Said.lines(Said.parse("Anna: a\u0000b\u001B[31mc\u0085\n")))
        .containsExactly("Anna: ab[31mc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "WEBVTT\n\n", "WEBVTT\n\nNOTE x\n\n00:xx --> y\nAnna: hi\n"})
  void refusesATranscriptInWhichNobodySpeaks(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Transcripts.parse("weekly.vtt", text.getBytes(StandardCharsets.UTF_8)))
        .satisfies(e -> {
          assertThat(e.problem().code()).isEqualTo(Code.TRANSCRIPT_EMPTY);
          assertThat(e.problem().message()).startsWith("weekly.vtt");
          assertThat(e.problem().remedy()).isNotBlank();
        });
  }

  @Test
  void refusesAFileThatIsNoText() {
    var bytes = new byte[4_096];
    new Random(7).nextBytes(bytes);

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> Transcripts.parse("weekly.mp4", bytes))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo(Code.BAD_INPUT));
  }

  @Test
  void boundsWhatItReports() {
    var meeting =
        Said.parse("WEBVTT\n\n" + "stray\n\n".repeat(5_000) + "0:01 --> 0:02\nAnna: hi\n");

    assertThat(meeting.skipped()).hasSize(UtteranceCollector.MAX_SKIPPED + 1);
    assertThat(meeting.skipped().getLast().reason()).isEqualTo("4000 more lines were skipped");
  }

  /** Whatever the bytes are: utterances in order, or one of the two declared problems. */
  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverThrowsAnythingElse(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      holdsItsPromises(randomBytes(random));
    }
  }

  private static void holdsItsPromises(byte[] bytes) {
    Meeting meeting;
    try {
      meeting = Transcripts.parse("fuzz", bytes);
    } catch (ProblemException e) {
      assertThat(e.problem().code()).isIn(Code.TRANSCRIPT_EMPTY, Code.BAD_INPUT);
      return;
    }
    int number = 0;
    int line = 0;
    for (var utterance : meeting.utterances()) {
      assertThat(utterance.id()).isEqualTo("U" + ++number);
      assertThat(utterance.text()).isNotBlank();
      assertThat(utterance.speaker()).isNotBlank();
      assertThat(utterance.line()).isGreaterThanOrEqualTo(line);
      line = utterance.line();
    }
  }

  private static final List<String> PIECES =
      List.of(
          "WEBVTT",
          "\n",
          "\n\n",
          "\r\n",
          " --> ",
          "00:01.000",
          "00:00:01,000",
          "<v Anna>",
          "</v>",
          "<v>",
          "<",
          ">",
          "&amp;",
          "&#x110000;",
          "&#55296;",
          "Anna",
          ":",
          ": ",
          "[00:05]",
          "(",
          ")",
          "- ",
          "> ",
          "**",
          "#",
          "# ",
          "|",
          "---",
          "| Name | Initials |\n|---|---|\n| A | B |\n",
          "NOTE",
          "STYLE",
          " ",
          "\t",
          "\u0000",
          "\uFEFF",
          "😀",
          "é",
          "9999:59",
          "word ",
          "1\n");

  private static byte[] randomBytes(Random random) {
    var text = new StringBuilder(random.nextInt(4) == 0 ? "WEBVTT\n\n" : "");
    for (int i = random.nextInt(60); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    var charset =
        switch (random.nextInt(6)) {
          case 0 -> StandardCharsets.UTF_16LE;
          case 1 -> StandardCharsets.UTF_16BE;
          case 2 -> StandardCharsets.ISO_8859_1;
          default -> StandardCharsets.UTF_8;
        };
    var bytes = text.toString().getBytes(charset);
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"> ", "- ", "a:", "<", "<v ", "&", "[", "(1:00) ", "#", "| ", ":", "1:00 "})
  void isNotOverwhelmedByRepetition(String piece) {
    holdsItsPromises(piece.repeat(50_000).getBytes(StandardCharsets.UTF_8));
    holdsItsPromises(
        ("WEBVTT\n\n0:01 --> 0:02\n" + piece.repeat(50_000)).getBytes(StandardCharsets.UTF_8));
  }
}
