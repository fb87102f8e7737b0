package dev.parley.adapters.gitcli;

import dev.parley.git.ObjectStore;
import dev.parley.git.TreeEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Trees and files, by git's plumbing. */
final class GitObjects implements ObjectStore {

  private static final Pattern WHOLE_ID = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final int KNOWN_MAX = 1_000;

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

  private final Git git;

  /** Of whole ids, which stand for the same for ever. */
  private final Map<String, String> known = new ConcurrentHashMap<>();

  GitObjects(Git git) {
    this.git = git;
  }

  @Override
  public String tree(String treeish) {
    String seen = known.get(treeish);
    if (seen != null) {
      return seen;
    }
    String tree = git.line("rev-parse", "--verify", "--end-of-options", treeish + "^{tree}");
    if (WHOLE_ID.matcher(treeish).matches() && known.size() < KNOWN_MAX) {
      known.put(treeish, tree);
      known.put(tree, tree);
    }
    return tree;
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
