package dev.parley.review;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.git.ObjectStore;
import dev.parley.git.TreeEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The text files of a repository as a change leaves them: more of them than the change itself
 * shows. Only what is a file of the tree can be named, so that no name leads out of it.
 * Thread-safe.
 */
public interface HeadText {

  /** Longer files are cut there. */
  int FILE_BYTES_MAX = 1 << 20;

  /** Paths of all files, from the repository's root; neither links nor submodules. */
  List<String> paths();

  /**
   * Of those named, the ones that are text.
   *
   * @param named paths
   */
  Map<String, String> texts(List<String> named);

  /** A file's text; empty if there is no such file, or it is none of text. */
  default Optional<String> text(String path) {
    return Optional.ofNullable(texts(List.of(path)).get(path));
  }

  /** Only files of which the text is known beforehand. */
  static HeadText of(Map<String, String> files) {
    return new Known(Map.copyOf(files));
  }

  /** The files of a tree. */
  static HeadText of(ObjectStore objects, String tree) {
    return new Stored(objects, tree);
  }

  /** Nothing but what was given. */
  record Known(Map<String, String> files) implements HeadText {

    @Override
    public List<String> paths() {
      return List.copyOf(files.keySet());
    }

    @Override
    public Map<String, String> texts(List<String> named) {
      var texts = new HashMap<>(files);
      texts.keySet().retainAll(named);
      return texts;
    }
  }

  /** What git has; it is asked each time, since hardly any review asks. */
  record Stored(ObjectStore objects, String tree) implements HeadText {

    @Override
    public List<String> paths() {
      return files().map(TreeEntry::path).toList();
    }

    @Override
    public Map<String, String> texts(List<String> named) {
      var wanted = Set.copyOf(named);
      var entries = files().filter(entry -> wanted.contains(entry.path())).toList();
      var texts = new HashMap<String, String>();
      objects
          .readAll(tree, entries, FILE_BYTES_MAX)
          .forEach((path, bytes) -> {
            if (ReviewTask.isText(bytes)) {
              texts.put(path, new String(bytes, UTF_8));
            }
          });
      return texts;
    }

    private Stream<TreeEntry> files() {
      return objects.files(tree).stream().filter(entry -> entry.mode().startsWith("100"));
    }
  }
}
