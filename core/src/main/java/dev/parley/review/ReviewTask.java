package dev.parley.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.git.ObjectStore;
import dev.parley.git.TreeEntry;
import dev.parley.llm.CallContext;
import dev.parley.model.AttemptId;
import dev.parley.planning.CodingTask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change to be judged.
 *
 * @param tree what was gated and is to be committed; empty when only a diff is known
 * @param diff as {@code git.Repository.diff} gives it
 * @param newFiles text of each changed file as it is after the change, for anchoring quotes;
 *     without deleted and binary files
 * @param task what the change is for; empty when only a diff is known
 * @param trees what the change lies between; empty when only a diff is known
 * @param rounds what earlier reviews of the task came to
 * @param head the repository after the change, as far as it is known
 */
public record ReviewTask(
    String tree,
    String diff,
    Map<String, String> newFiles,
    Optional<CodingTask> task,
    Optional<Analyser.Trees> trees,
    Rounds rounds,
    HeadText head,
    CallContext context) {

  public ReviewTask {
    newFiles = Map.copyOf(newFiles);
  }

  private static final int GIT_LOOKS_AT_BYTES = 8_000;

  /** More than one review takes: a file that is cut here is too large to be approved. */
  private static final int FILE_BYTES_MAX = 8 << 20;

  /** Number of the attempt at the task, from 1; 1 if there is none. */
  public int attempt() {
    return context.attempt().map(AttemptId::number).orElse(1);
  }

  /**
   * The change between two trees of a repository.
   *
   * @param task what it was made for; empty when that is not known
   * @param earlier verdicts on the task, oldest first
   */
  public static ReviewTask of(
      ObjectStore objects,
      Analyser.Trees trees,
      Optional<CodingTask> task,
      List<Verdict> earlier,
      CallContext context) {
    return new ReviewTask(
        trees.head(),
        objects.diff(trees.base(), trees.head()),
        changedTexts(objects, trees.base(), trees.head()),
        task,
        Optional.of(trees),
        rounds(objects, trees.head(), earlier),
        HeadText.of(objects, trees.head()),
        context);
  }

  /**
   * A change of which only the diff is known; what it does not show of the files is not looked at.
   *
   * @throws MalformedDiffException if it is none
   */
  public static ReviewTask of(String diff, CallContext context) {
    return of(diff, ShownText.of(UnifiedDiff.parse(diff)), context);
  }

  /** A change of which diff and new files are known, but not the repository. */
  public static ReviewTask of(String diff, Map<String, String> newFiles, CallContext context) {
    return new ReviewTask(
        "",
        diff,
        newFiles,
        Optional.empty(),
        Optional.empty(),
        Rounds.NONE,
        HeadText.of(newFiles),
        context);
  }

  /** Without what changed since, earlier rounds say nothing, and the change is judged anew. */
  private static Rounds rounds(ObjectStore objects, String tree, List<Verdict> earlier) {
    if (earlier.isEmpty()) {
      return Rounds.NONE;
    }
    try {
      return new Rounds(earlier, UnifiedDiff.parse(objects.diff(earlier.getLast().tree(), tree)));
    } catch (MalformedDiffException e) {
      return Rounds.NONE;
    }
  }

  private static Map<String, String> changedTexts(ObjectStore objects, String base, String tree) {
    var listed =
        SideBySide.<List<TreeEntry>>all(
            List.of(() -> objects.files(base), () -> objects.files(tree)));
    var before = new HashMap<String, TreeEntry>();
    listed.getFirst().forEach(entry -> before.put(entry.path(), entry));
    var changed =
        listed.getLast().stream()
            .filter(entry -> entry.mode().startsWith("100"))
            .filter(entry -> {
              var old = before.get(entry.path());
              return old == null
                  || !old.blob().equals(entry.blob())
                  || !old.mode().equals(entry.mode());
            })
            .toList();
    var newFiles = new HashMap<String, String>();
    objects
        .readAll(tree, changed, FILE_BYTES_MAX)
        .forEach((path, bytes) -> {
          if (isText(bytes)) {
            newFiles.put(path, new String(bytes, UTF_8));
          }
        });
    return newFiles;
  }

  /** As git tells it: by its beginning. What is shown as text must be looked at as text. */
  static boolean isText(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, GIT_LOOKS_AT_BYTES); i++) {
      if (bytes[i] == 0) {
        return false;
      }
    }
    return true;
  }
}
