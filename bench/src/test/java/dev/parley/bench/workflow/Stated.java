package dev.parley.bench.workflow;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The distributions that come with the bench. */
final class Stated {

  private Stated() {}

  static String text() {
    try (var in =
        Objects.requireNonNull(Distributions.class.getResourceAsStream("distributions.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With one piece of the text replaced. */
  static Distributions with(String piece, String other) {
    if (!text().contains(piece)) {
      throw new IllegalArgumentException("not there: " + piece);
    }
    return read(text().replace(piece, other));
  }

  static Distributions distributions() {
    return read(text());
  }

  static Distributions read(String text) {
    return DistributionsFile.read("d.json", text, new JacksonLocatedJsonReader());
  }
}
