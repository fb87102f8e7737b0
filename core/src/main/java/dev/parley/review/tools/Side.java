package dev.parley.review.tools;

import java.util.Map;
import java.util.Optional;

/**
 * One of the two states a change lies between.
 *
 * @param files text of the changed files as they are there, by path
 * @param tree hash of the whole tree, to be read from the repository; empty if none is known
 */
public record Side(Map<String, String> files, Optional<String> tree) {
  public Side {
    files = Map.copyOf(files);
  }
}
