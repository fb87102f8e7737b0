package dev.parley.app.bench;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An obvious defect, and the same change done right.
 *
 * @param id such as {@code java/security/01-order-search}
 * @param description what is wrong, as a reviewer would say it
 * @param kind a CWE, or a word such as {@code off-by-one}
 * @param path of the file it is in
 * @param before the file before the change; empty if the change adds it
 * @param bad the file with the defect
 * @param lines of {@code bad} at which it is to be named, from 1
 * @param good the file without
 */
record LabelledCase(
    String id,
    String description,
    String kind,
    String path,
    Optional<String> before,
    String bad,
    Set<Integer> lines,
    String good) {

  /** Which half of the corpus it is in. */
  enum Half {
    /** Rules may be mended by it. */
    DEVELOPMENT,
    /** Nobody who writes rules looks at it. */
    HELD
  }

  String language() {
    return part(0);
  }

  /** {@code security}, {@code correctness}, {@code performance} or {@code style}. */
  String category() {
    return part(1);
  }

  private String part(int index) {
    return List.of(id.split("/", -1)).get(index);
  }

  /** Odd numbers are for development, even ones are held. */
  Half half() {
    String number = part(2).replaceFirst("-.*", "");
    return Integer.parseInt(number) % 2 == 1 ? Half.DEVELOPMENT : Half.HELD;
  }
}
