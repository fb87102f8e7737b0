package dev.parley.adapters.gitcli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where Parley keeps what belongs to one user repository. Linked worktrees of a repository share a
 * location.
 *
 * @param name the repository's folder name; worktrees bear it too, since some builds name what they
 *     make after their folder
 * @param key unique for the repository and safe in file names
 */
record CloneLocation(Path parleyHome, String name, String key) {

  private static final int HASH_CHARS = 12;
  private static final int MAX_NAME_CHARS = 40;

  /**
   * @param gitFolder real path of the folder that holds the user's objects and refs
   */
  static CloneLocation of(Path parleyHome, Path gitFolder) {
    var name = repositoryName(gitFolder);
    var readable = name.replaceAll("[^A-Za-z0-9_-]", "-");
    var start = readable.substring(0, Math.min(MAX_NAME_CHARS, readable.length()));
    return new CloneLocation(parleyHome, name, start + "-" + hash(gitFolder.toString()));
  }

  /** The folder of all clones. */
  Path clones() {
    return parleyHome.resolve("repos");
  }

  Path cloneFolder() {
    return clones().resolve(key + ".git");
  }

  /** Held while the clone's refs or its list of worktrees change. */
  FolderLock lock() {
    return new FolderLock(clones().resolve(key + ".lock"));
  }

  Path worktrees() {
    return parleyHome.resolve("worktrees").resolve(key);
  }

  private static String repositoryName(Path gitFolder) {
    var own = String.valueOf(gitFolder.getFileName());
    var parent = gitFolder.getParent();
    var name = own.equals(".git") && parent != null ? String.valueOf(parent.getFileName()) : own;
    var bare = name.endsWith(".git") ? name.substring(0, name.length() - 4) : name;
    return bare.isEmpty() || bare.equals("null") ? "repository" : bare;
  }

  private static String hash(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      var digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_CHARS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
