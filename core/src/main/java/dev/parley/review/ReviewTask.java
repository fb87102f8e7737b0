package dev.parley.review;

import dev.parley.llm.CallContext;
import dev.parley.planning.CodingTask;
import java.util.Map;
import java.util.Optional;

/**
 * A change to be judged.
 *
 * @param tree what was gated and is to be committed
 * @param diff as {@code git.Repository.diff} gives it
 * @param newFiles text of each changed file as it is after the change, for anchoring quotes;
 *     without deleted and binary files
 * @param task what the change is for; empty when only a diff is known
 * @param attempt number, from 1
 */
public record ReviewTask(
    String tree,
    String diff,
    Map<String, String> newFiles,
    Optional<CodingTask> task,
    int attempt,
    CallContext context) {

  public ReviewTask {
    newFiles = Map.copyOf(newFiles);
  }
}
