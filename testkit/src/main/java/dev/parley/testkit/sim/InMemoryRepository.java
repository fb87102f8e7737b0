package dev.parley.testkit.sim;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.git.CommitDraft;
import dev.parley.git.MergeResult;
import dev.parley.git.Repository;
import dev.parley.git.TreeEntry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Git as far as the orchestrator sees it: trees are maps of files, merges go file by file. */
public final class InMemoryRepository implements Repository {

  private final Map<String, SortedMap<String, String>> trees = new HashMap<>();
  private final Map<String, CommitDraft> commits = new HashMap<>();
  private final Map<String, String> refs = new HashMap<>();
  private final Map<String, String> published = new HashMap<>();

  /** Keeps a tree of these files and gives its id. */
  public synchronized String store(SortedMap<String, String> files) {
    String id = hash("tree " + files);
    trees.put(id, new TreeMap<>(files));
    return id;
  }

  /** The files of a commit or tree. */
  public synchronized SortedMap<String, String> content(String treeish) {
    return new TreeMap<>(Objects.requireNonNull(trees.get(tree(treeish)), treeish));
  }

  /** A commit and its first parents, newest first. */
  public synchronized List<String> history(String commit) {
    var history = new ArrayList<String>();
    Optional<String> at = Optional.of(commit);
    while (at.isPresent()) {
      history.add(at.get());
      at = draft(at.get()).parents().stream().findFirst();
    }
    return history;
  }

  @Override
  public synchronized Optional<String> commit(String revision) {
    if (revision.endsWith("^")) {
      return commit(revision.substring(0, revision.length() - 1))
          .flatMap(commit -> draft(commit).parents().stream().findFirst());
    }
    return Optional.of(refs.getOrDefault(revision, revision)).filter(commits::containsKey);
  }

  @Override
  public synchronized String tree(String treeish) {
    return trees.containsKey(treeish) ? treeish : draft(treeish).tree();
  }

  @Override
  public synchronized List<TreeEntry> files(String treeish) {
    return content(treeish).entrySet().stream()
        .map(file ->
            new TreeEntry(
                "100644", file.getKey(), hash("blob " + file.getValue()), file.getValue().length()))
        .toList();
  }

  @Override
  public synchronized Optional<byte[]> read(String treeish, String path, int maxBytes) {
    return Optional.ofNullable(content(treeish).get(path))
        .map(text -> text.getBytes(UTF_8))
        .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, maxBytes)));
  }

  @Override
  public synchronized String diff(String fromTreeish, String toTreeish) {
    var from = content(fromTreeish);
    var to = content(toTreeish);
    var text = new StringBuilder();
    for (String path : union(from.keySet(), to.keySet())) {
      if (!Objects.equals(from.get(path), to.get(path))) {
        text.append("%s: %s -> %s%n".formatted(path, from.get(path), to.get(path)));
      }
    }
    return text.toString();
  }

  @Override
  public synchronized String patchId(String fromTreeish, String toTreeish) {
    return hash(diff(fromTreeish, toTreeish));
  }

  @Override
  public synchronized MergeResult merge(String ours, String theirs) {
    var mine = content(ours);
    var other = content(theirs);
    var base = content(mergeBase(ours, theirs));
    var merged = new TreeMap<String, String>();
    var conflicts = new ArrayList<String>();
    for (String path : union(mine.keySet(), other.keySet())) {
      String result =
          Objects.equals(base.get(path), mine.get(path)) ? other.get(path) : mine.get(path);
      boolean both =
          !Objects.equals(base.get(path), mine.get(path))
              && !Objects.equals(base.get(path), other.get(path))
              && !Objects.equals(mine.get(path), other.get(path));
      if (both) {
        conflicts.add(path);
      } else if (result != null) {
        merged.put(path, result);
      }
    }
    return conflicts.isEmpty()
        ? new MergeResult.Clean(store(merged))
        : new MergeResult.Conflicting(conflicts);
  }

  private String mergeBase(String ours, String theirs) {
    var mine = new LinkedHashSet<>(history(ours));
    return history(theirs).stream().filter(mine::contains).findFirst().orElseThrow();
  }

  @Override
  public synchronized String commit(CommitDraft draft) {
    String id = hash("commit " + draft);
    commits.put(id, draft);
    return id;
  }

  @Override
  public synchronized String message(String commit) {
    return draft(commit).message();
  }

  @Override
  public synchronized Optional<String> ref(String name) {
    return Optional.ofNullable(refs.get(name));
  }

  @Override
  public synchronized boolean moveRef(String name, String commit, Optional<String> expected) {
    return swap(refs, name, commit, expected);
  }

  @Override
  public synchronized boolean publish(String branch, String commit, Optional<String> expected) {
    return swap(published, branch, commit, expected);
  }

  @Override
  public synchronized boolean fastForwards(Optional<String> ancestor, String commit) {
    return ancestor.isEmpty() || history(commit).contains(ancestor.get());
  }

  @Override
  public synchronized Optional<String> published(String branch) {
    return Optional.ofNullable(published.get(branch));
  }

  private static boolean swap(
      Map<String, String> refs, String name, String commit, Optional<String> expected) {
    if (!Optional.ofNullable(refs.get(name)).equals(expected)) {
      return false;
    }
    refs.put(name, commit);
    return true;
  }

  private CommitDraft draft(String commit) {
    return Objects.requireNonNull(commits.get(commit), commit);
  }

  private static Set<String> union(Set<String> one, Set<String> other) {
    var union = new TreeSet<>(one);
    union.addAll(other);
    return union;
  }

  private static String hash(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
