package dev.parley.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.git.Repository;
import dev.parley.git.TreeEntry;
import dev.parley.llm.CallContext;
import dev.parley.planning.CodingTask;
import java.util.HashMap;
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
 * @param trees what the change lies between; empty when only a diff is known
 * @param attempt number, from 1
 */
public record ReviewTask(
    String tree,
    String diff,
    Map<String, String> newFiles,
    Optional<CodingTask> task,
    Optional<Analyser.Trees> trees,
    int attempt,
    CallContext context) {

  public ReviewTask {
    newFiles = Map.copyOf(newFiles);
  }

  /** More than one review takes: a file that is cut here is too large to be approved. */
  private static final int FILE_BYTES_MAX = 8 << 20;

  /** The change between two trees of a repository, made for a task. */
  public static ReviewTask of(
      Repository repository,
      String base,
      String tree,
      CodingTask task,
      int attempt,
      CallContext context) {
    var before = new HashMap<String, TreeEntry>();
    repository.files(base).forEach(entry -> before.put(entry.path(), entry));
    var newFiles = new HashMap<String, String>();
    for (var entry : repository.files(tree)) {
      var old = before.get(entry.path());
      boolean changed = old == null || !old.blob().equals(entry.blob());
      if (changed && entry.mode().startsWith("100")) {
        repository
            .read(tree, entry.path(), FILE_BYTES_MAX)
            .filter(ReviewTask::isText)
            .ifPresent(bytes -> newFiles.put(entry.path(), new String(bytes, UTF_8)));
      }
    }
    String diff = repository.diff(base, tree);
    return new ReviewTask(
        tree,
        diff,
        newFiles,
        Optional.of(task),
        Optional.of(new Analyser.Trees(base, tree)),
        attempt,
        context);
  }

  private static boolean isText(byte[] bytes) {
    for (byte b : bytes) {
      if (b == 0) {
        return false;
      }
    }
    return true;
  }
}
