package dev.parley.review.tools;

import java.util.List;
import java.util.OptionalInt;

/**
 * A whole report.
 *
 * @param scanned how many files the tool says it looked at; empty if it does not say
 */
public record ToolReport(List<Reported> results, OptionalInt scanned) {
  public ToolReport {
    results = List.copyOf(results);
  }

  static ToolReport of(List<Reported> results) {
    return new ToolReport(results, OptionalInt.empty());
  }
}
