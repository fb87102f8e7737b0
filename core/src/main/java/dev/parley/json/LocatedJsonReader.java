package dev.parley.json;

/** Reads JSON of which every value keeps its place. Thread-safe. */
@FunctionalInterface
public interface LocatedJsonReader {

  /**
   * The one value of a text, strictly: duplicate fields and trailing text are errors.
   *
   * @throws MalformedJsonException with the place; also if it is too long or too deeply nested
   */
  LocatedJson read(String text);
}
