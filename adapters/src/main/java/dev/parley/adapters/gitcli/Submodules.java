package dev.parley.adapters.gitcli;

import java.util.List;
import java.util.stream.Collectors;

/** The places where a commit names a commit of another repository. They stay as they are. */
record Submodules(List<String> paths) {

  static Submodules of(Git git, String treeish) {
    var listed = git.output("ls-tree", "-r", "-z", "--full-tree", treeish);
    return new Submodules(
        Git.fields(listed).stream()
            .filter(line -> line.startsWith("160000 "))
            .map(line -> line.substring(line.indexOf('\t') + 1))
            .toList());
  }

  /** Everything but these, for {@code --pathspec-from-file=-}. */
  String excluded() {
    return everythingBut(paths);
  }

  static String everythingBut(List<String> paths) {
    return ".\0"
        + paths.stream()
            .map(path -> ":(exclude,top,literal)" + path + "\0")
            .collect(Collectors.joining());
  }
}
