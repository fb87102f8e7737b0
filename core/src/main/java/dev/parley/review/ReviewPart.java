package dev.parley.review;

import java.util.List;

/**
 * What one call is shown of a change.
 *
 * @param paths files of which something is in it
 */
record ReviewPart(List<String> paths, String text) {
  ReviewPart {
    paths = List.copyOf(paths);
  }
}
