package dev.parley.adapters.gitcli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Files that differ from their commit although nobody has touched them: a {@code .gitattributes}
 * demands line ends which the stored file does not have. An agent's change must not contain them.
 *
 * @param changes by path
 */
record Noise(Map<String, Change> changes) {

  private static final String NONE = "000000";

  /**
   * One file that differs.
   *
   * @param mode and {@code blob}: as the commit has it
   * @param seenBlob as it comes back from the work tree
   */
  record Change(String mode, String seenMode, String blob, String seenBlob) {

    /** Whether permissions or kind differ of a file that is on both sides. */
    boolean changesMode() {
      return !mode.equals(seenMode) && !mode.equals(NONE) && !seenMode.equals(NONE);
    }
  }

  static Noise between(Git git, String commit, String tree) {
    return parse(git.output("diff-tree", "-r", "-z", "--no-renames", commit, tree));
  }

  /** From the index's point of view: what it would change in the commit. */
  static Noise staged(Git git, String commit) {
    return parse(git.output("diff-index", "--cached", "-z", "--no-renames", commit));
  }

  static Noise load(Path file) {
    return Disk.read(file).map(Noise::parse).orElse(new Noise(Map.of()));
  }

  void save(Path file) {
    if (!changes.isEmpty()) {
      var text = new StringBuilder();
      changes.forEach(
          (path, change) -> text.append(raw(change)).append('\0').append(path).append('\0'));
      Disk.write(file, text.toString());
    }
  }

  private static String raw(Change change) {
    return ":"
        + change.mode
        + " "
        + change.seenMode
        + " "
        + change.blob
        + " "
        + change.seenBlob
        + " M";
  }

  /** Lines for {@code update-index -z --index-info} that put back what is noise among these. */
  String undoneIn(Noise staged) {
    var lines = new ArrayList<String>();
    staged.changes.forEach((path, change) -> {
      if (change.equals(changes.get(path))) {
        lines.add(change.mode + " " + change.blob + "\t" + path + "\0");
      }
    });
    return String.join("", lines);
  }

  /** Records of {@code :mode mode id id status NUL path NUL}. */
  private static Noise parse(String raw) {
    var changes = new HashMap<String, Change>();
    var fields = Git.fields(raw);
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      var parts = fields.get(i).substring(1).split(" ", -1);
      changes.put(fields.get(i + 1), new Change(parts[0], parts[1], parts[2], parts[3]));
    }
    return new Noise(Map.copyOf(changes));
  }
}
