package dev.parley.review;

import java.util.List;

/**
 * A run of neighbouring lines of a diff.
 *
 * @param oldStart its first line in the old file; 0 if it has none there
 * @param newStart its first line in the new file; 0 if it has none there
 * @param section what git prints after the line numbers, often the function; may be empty
 */
public record Hunk(int oldStart, int newStart, String section, List<DiffLine> lines) {

  public Hunk {
    lines = List.copyOf(lines);
  }
}
