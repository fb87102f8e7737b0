package dev.parley.agent.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text file taken apart so that it can be put together again byte by byte.
 *
 * @param text without a byte order mark, line ends as they are
 * @param charset UTF-8; ISO-8859-1, which gives every byte back, if the bytes are not that
 * @param marked whether it starts with UTF-8's byte order mark
 */
public record TextFile(String text, Charset charset, boolean marked) {

  private static final int SNIFFED_BYTES = 8_000;
  private static final char MARK = '\uFEFF';

  /** A new file's. */
  public static TextFile empty() {
    return new TextFile("", UTF_8, false);
  }

  /** Empty if the bytes are no text: like git, that is when one of the first 8,000 is zero. */
  public static Optional<TextFile> decode(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, SNIFFED_BYTES); i++) {
      if (bytes[i] == 0) {
        return Optional.empty();
      }
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean marked = !text.isEmpty() && text.charAt(0) == MARK;
      return Optional.of(new TextFile(marked ? text.substring(1) : text, UTF_8, marked));
    } catch (CharacterCodingException notUtf8) {
      return Optional.of(new TextFile(new String(bytes, ISO_8859_1), ISO_8859_1, false));
    }
  }

  /** The same file with another text; line ends are written as given. */
  public TextFile withText(String newText) {
    return new TextFile(newText, charset, marked);
  }

  /** The same file with a whole new content, whose lines end as this file's do. */
  public TextFile withContent(String content) {
    if (endsLinesWithCrLf()) {
      return withText(toCrLf(toLf(content)));
    }
    return withText(text.indexOf('\n') >= 0 ? toLf(content) : content);
  }

  /**
   * The file's bytes.
   *
   * @throws FileRefusedException if its encoding cannot hold the text
   */
  public byte[] encode() {
    try {
      String whole = marked ? MARK + text : text;
      ByteBuffer bytes = charset.newEncoder().encode(CharBuffer.wrap(whole));
      byte[] array = new byte[bytes.remaining()];
      bytes.get(array);
      return array;
    } catch (CharacterCodingException e) {
      throw new FileRefusedException(
          charset.equals(UTF_8)
              ? "The text is not valid Unicode: it has half of a surrogate pair."
              : "The file is not UTF-8, so it is kept as "
                  + charset
                  + ", which cannot hold all of the new text. Use plain characters.");
    }
  }

  /** Whether most of its lines end with carriage return and line feed. */
  public boolean endsLinesWithCrLf() {
    int both = 0;
    int alone = 0;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (i > 0 && text.charAt(i - 1) == '\r') {
        both++;
      } else {
        alone++;
      }
    }
    return both > alone;
  }

  /** Its lines without their ends. A last line feed ends a line and does not start one. */
  public List<String> lines() {
    return linesOf(text);
  }

  static List<String> linesOf(String text) {
    var lines = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      int stop = end < 0 ? text.length() : end;
      boolean carriage = end > start && text.charAt(end - 1) == '\r';
      lines.add(text.substring(start, carriage ? stop - 1 : stop));
      start = stop + 1;
    }
    return lines;
  }

  static String toLf(String text) {
    return text.replace("\r\n", "\n");
  }

  static String toCrLf(String text) {
    return text.replace("\n", "\r\n");
  }
}
