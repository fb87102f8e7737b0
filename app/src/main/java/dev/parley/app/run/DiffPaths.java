package dev.parley.app.run;

import dev.parley.adapters.gitcli.ChangeSource;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.review.FileChange;
import dev.parley.review.MalformedDiffException;
import dev.parley.review.UnifiedDiff;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which files a diff is about. What git applies of a text and what is read of it must be the same:
 * each passes over what it takes for prose.
 */
final class DiffPaths {

  private DiffPaths() {}

  /**
   * Of a diff a user gave.
   *
   * @throws ProblemException BAD_INPUT naming file and line if it is none, or an empty one
   */
  static Set<String> of(String name, String text) {
    try {
      var paths = of(UnifiedDiff.parse(text));
      if (!paths.isEmpty()) {
        return paths;
      }
    } catch (MalformedDiffException e) {
      throw new ProblemException(
          new Problem(
              Code.BAD_INPUT,
              name + " is no diff that can be read: " + e.getMessage(),
              "Make one with: git diff > change.diff"),
          e);
    }
    throw new Problem(
            Code.BAD_INPUT,
            "there is nothing to review: " + name + " changes no file",
            "Make a diff with: git diff > change.diff")
        .raise();
  }

  static Set<String> of(ChangeSource source, ChangeSource.Change change) {
    return of(UnifiedDiff.parse(source.objects().diff(change.base(), change.head())));
  }

  private static Set<String> of(UnifiedDiff diff) {
    return diff.files().stream().map(FileChange::path).collect(Collectors.toSet());
  }
}
