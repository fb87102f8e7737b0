package dev.parley.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.meeting.LiveLines;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Cuts bytes as they come into lines. What is beyond a line's bound is dropped. */
final class LineCutter {

  private final ByteArrayOutputStream open = new ByteArrayOutputStream();

  /** The lines that are complete now. */
  List<String> cut(byte[] bytes, int length) {
    var lines = new ArrayList<String>();
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        lines.add(rest());
      } else if (open.size() < LiveLines.MAX_LINE_CHARS) {
        open.write(bytes[i]);
      }
    }
    return lines;
  }

  /** What there is of a line that has no end yet; it is forgotten afterwards. */
  String rest() {
    var line = open.toString(UTF_8);
    open.reset();
    return line;
  }
}
