package dev.parley.adapters.gitcli;

import dev.parley.git.ObjectStore;
import dev.parley.git.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trees and files, by git's plumbing. */
record GitObjects(Git git) implements ObjectStore {

  private static final List<String> DIFF =
      List.of(
          "diff-tree",
          "-r",
          "-p",
          "-U10",
          "-M50%",
          "-l2000",
          "--full-index",
          "--no-ext-diff",
          "--no-textconv",
          "--no-color",
          "--diff-algorithm=myers",
          "--src-prefix=a/",
          "--dst-prefix=b/",
          "--end-of-options");

  @Override
  public String tree(String treeish) {
    return git.line("rev-parse", "--verify", "--end-of-options", treeish + "^{tree}");
  }

  @Override
  public List<TreeEntry> files(String treeish) {
    var listed = git.output("ls-tree", "-r", "-z", "-l", "--full-tree", tree(treeish));
    return Git.fields(listed).stream().map(GitObjects::entry).toList();
  }

  /** {@code <mode> <type> <id> <size, or - for a submodule>TAB<path>}. */
  private static TreeEntry entry(String line) {
    int tab = line.indexOf('\t');
    var fields = line.substring(0, tab).split(" +", -1);
    long size = fields[3].equals("-") ? 0 : Long.parseLong(fields[3]);
    return new TreeEntry(fields[0], line.substring(tab + 1), fields[2], size);
  }

  @Override
  public Optional<byte[]> read(String treeish, String path, int maxBytes) {
    return BlobReader.read(git, treeish, path, maxBytes);
  }

  @Override
  public Map<String, byte[]> readAll(String treeish, List<TreeEntry> entries, int maxBytes) {
    return BlobReader.readAll(git, entries, maxBytes);
  }

  @Override
  public String diff(String fromTreeish, String toTreeish) {
    var arguments = new ArrayList<>(DIFF);
    arguments.add(tree(fromTreeish));
    arguments.add(tree(toTreeish));
    return git.output(arguments.toArray(String[]::new));
  }
}
