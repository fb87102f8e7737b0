package dev.parley.app.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds a published file, or its generated part, against what the program would write. Run a test
 * with {@code -Dparley.record=true} to write it.
 */
public final class Published {

  private static final String BEGIN = "<!-- generated: begin -->\n";
  private static final String END = "<!-- generated: end -->";

  private Published() {}

  /** The whole file, by its path from the repository's root. */
  public static void holds(String path, String generated) throws IOException {
    var file = Path.of("..").resolve(path);
    if (Boolean.getBoolean("parley.record")) {
      Files.writeString(file, generated);
    }
    assertThat(file).as(path + " is written by -Dparley.record=true").hasContent(generated);
  }

  /** What stands between the markers {@code generated: begin} and {@code generated: end}. */
  public static void holdsPart(String path, String generated) throws IOException {
    var text = Files.readString(Path.of("..").resolve(path));
    int from = text.indexOf(BEGIN) + BEGIN.length();
    int to = text.indexOf(END);
    assertThat(text).contains(BEGIN).contains(END);
    holds(path, text.substring(0, from) + generated + text.substring(to));
  }
}
