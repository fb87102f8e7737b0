package dev.parley.review;

import dev.parley.llm.PromptText;
import java.util.List;

/**
 * What one call is shown of a change.
 *
 * @param paths files of which something is in it
 */
record ReviewPart(List<String> paths, PromptText shown) {
  ReviewPart {
    paths = List.copyOf(paths);
  }

  /** What is shown, as it is sent. */
  String text() {
    return shown.text();
  }
}
