package dev.parley.review.tools;

import dev.parley.review.Analyser.Subject;
import dev.parley.review.Analyser.Trees;
import dev.parley.review.FileChange;
import java.util.HashMap;
import java.util.Map;

/**
 * Both sides of a change, for all tools.
 *
 * @param renamed from a path in the base to the one in the head
 */
record Change(Side base, Side head, Map<String, String> renamed) {

  static Change of(Subject subject) {
    var before = new HashMap<String, String>();
    var after = new HashMap<String, String>();
    var renamed = new HashMap<String, String>();
    for (FileChange file : subject.diff().files()) {
      String now = subject.newFiles().get(file.path());
      if (file.exists() && now != null && Paths.isPlain(file.path())) {
        after.put(file.path(), now);
        if (Paths.isPlain(file.oldPath())) {
          subject.before(file).ifPresent(text -> before.put(file.oldPath(), text));
          if (file.kind() == FileChange.Kind.RENAMED) {
            renamed.put(file.oldPath(), file.path());
          }
        }
      }
    }
    var trees = subject.trees();
    return new Change(
        new Side(before, trees.map(Trees::base)), new Side(after, trees.map(Trees::head)), renamed);
  }

  boolean concerns(AnalyserTool tool) {
    return head.files().keySet().stream().anyMatch(tool.reads()::reads);
  }
}
