package dev.parley.meeting;

import dev.parley.meeting.Meeting.Skipped;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file's bytes as lines of text.
 *
 * <p>A byte order mark decides the encoding; without one, zero bytes in every other place mean
 * UTF-16. Anything else is UTF-8, unless more of its non-ASCII bytes are wrong than right: then it
 * is Windows-1252, the superset of Latin-1 that such files really are.
 *
 * @param lines without their ends and without control characters; tabs stay
 * @param skipped the lines whose bytes were not valid in the encoding, or had to be guessed at
 */
record SourceText(List<String> lines, List<Skipped> skipped) {

  private static final int SAMPLE_BYTES = 8 * 1024;
  private static final int FEW_CONTROLS = 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /** Whether more than a tenth of the beginning are control characters that texts do not have. */
  static boolean isBinary(byte[] content) {
    if (utf16(content).isPresent()) {
      return false;
    }
    int length = Math.min(content.length, SAMPLE_BYTES);
    int controls = 0;
    for (int i = 0; i < length; i++) {
      int b = content[i];
      if (b >= 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        controls++;
      }
    }
    return controls > FEW_CONTROLS && controls * 10 > length;
  }

  static SourceText decode(byte[] content) {
    var utf16 = utf16(content);
    if (utf16.isPresent()) {
      return decoded(new String(content, utf16.get()), utf16.get());
    }
    var utf8 = new String(content, StandardCharsets.UTF_8);
    if (utf8.indexOf(REPLACEMENT) < 0 || mostlyRight(utf8)) {
      return decoded(utf8, StandardCharsets.UTF_8);
    }
    var text = decoded(new String(content, WINDOWS_1252), WINDOWS_1252);
    var skipped = new ArrayList<Skipped>();
    skipped.add(new Skipped(lineOfReplacement(utf8), "not UTF-8: the file was read as Latin-1"));
    skipped.addAll(text.skipped());
    return new SourceText(text.lines(), skipped);
  }

  private static Optional<Charset> utf16(byte[] content) {
    if (content.length >= 2 && (content[0] & 0xFF) == 0xFF && (content[1] & 0xFF) == 0xFE) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (content.length >= 2 && (content[0] & 0xFF) == 0xFE && (content[1] & 0xFF) == 0xFF) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return utf16ByZeroes(content);
  }

  /** Western text in UTF-16 has a zero as every first (BE) or every second (LE) byte. */
  private static Optional<Charset> utf16ByZeroes(byte[] content) {
    int length = Math.min(content.length, SAMPLE_BYTES) & ~1;
    int first = 0;
    int second = 0;
    for (int i = 0; i < length; i += 2) {
      first += content[i] == 0 ? 1 : 0;
      second += content[i + 1] == 0 ? 1 : 0;
    }
    int pairs = length / 2;
    if (second * 2 > pairs && first * 20 <= pairs) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    if (first * 2 > pairs && second * 20 <= pairs) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return Optional.empty();
  }

  private static boolean mostlyRight(String utf8) {
    long wrong = utf8.chars().filter(c -> c == REPLACEMENT).count();
    long right = utf8.chars().filter(c -> c > 0x7F && c != REPLACEMENT).count();
    return right >= wrong;
  }

  private static int lineOfReplacement(String text) {
    int line = 1;
    for (int i = 0; i < text.length() && text.charAt(i) != REPLACEMENT; i++) {
      if (endsLine(text, i)) {
        line++;
      }
    }
    return line;
  }

  private static SourceText decoded(String text, Charset charset) {
    var lines = new ArrayList<String>();
    var skipped = new ArrayList<Skipped>();
    int begin = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    for (int i = begin; i <= text.length(); i++) {
      if (i == text.length() || endsLine(text, i)) {
        var line = text.substring(begin, i);
        lines.add(withoutControls(line));
        if (line.indexOf(REPLACEMENT) >= 0) {
          skipped.add(
              new Skipped(lines.size(), "bytes that are not " + charset + " were replaced"));
        }
        begin = i + 1;
      }
    }
    return new SourceText(lines, skipped);
  }

  /** LF, or CR that no LF follows: of CRLF only the LF counts, its CR is dropped as a control. */
  private static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
  }

  private static String withoutControls(String line) {
    int at = 0;
    while (at < line.length() && !isControl(line.charAt(at))) {
      at++;
    }
    if (at == line.length()) {
      return line;
    }
    var kept = new StringBuilder(line.length());
    line.chars().filter(c -> !isControl((char) c)).forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  private static boolean isControl(char c) {
    return c != '\t' && Character.isISOControl(c);
  }
}
