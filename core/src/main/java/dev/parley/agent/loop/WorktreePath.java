package dev.parley.agent.loop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A path inside a worktree, taken apart into names none of which is empty, {@code .}, {@code ..} or
 * git's own.
 *
 * @param names empty for the worktree itself
 */
public record WorktreePath(List<String> names) {

  private static final int MAX_CHARS = 2_000;
  private static final int MAX_NAME_BYTES = 255;
  private static final int MAX_DEPTH = 100;

  public WorktreePath {
    names = List.copyOf(names);
  }

  /**
   * Reads the path of a file.
   *
   * @throws FileRefusedException if it may not be used, or names the worktree itself
   */
  public static WorktreePath file(String text) {
    var path = folder(text);
    if (path.names.isEmpty()) {
      throw new FileRefusedException(
          "A file's path is needed, relative to the worktree, such as src/Main.java.");
    }
    return path;
  }

  /**
   * Reads the path of a file or folder; empty and {@code .} are the worktree.
   *
   * @throws FileRefusedException if it may not be used
   */
  public static WorktreePath folder(String text) {
    if (text.length() > MAX_CHARS) {
      throw new FileRefusedException("The path is longer than " + MAX_CHARS + " characters.");
    }
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new FileRefusedException("The path has a control character in it.");
    }
    if (text.indexOf('\\') >= 0) {
      throw new FileRefusedException("Write / between folders, not \\: " + text);
    }
    if (text.startsWith("/") || text.startsWith("~")) {
      throw new FileRefusedException(
          "Only paths relative to the worktree can be used, such as src/Main.java: " + text);
    }
    var names = new ArrayList<String>();
    for (String name : text.split("/", -1)) {
      if (!name.isEmpty() && !name.equals(".")) {
        names.add(checked(name, text));
      }
    }
    if (names.size() > MAX_DEPTH) {
      throw new FileRefusedException("The path is more than " + MAX_DEPTH + " folders deep.");
    }
    return new WorktreePath(names);
  }

  private static String checked(String name, String whole) {
    if (name.equals("..")) {
      throw new FileRefusedException("A path may not go up with ..: " + whole);
    }
    if (isGitsOwn(name)) {
      throw new FileRefusedException(
          "Git's own folder cannot be touched; Parley commits for you: " + whole);
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw new FileRefusedException("A name in the path is longer than 255 bytes.");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw new FileRefusedException("The path is not valid Unicode.");
    }
    return name;
  }

  /**
   * Whether some file system takes the name for {@code .git}: they ignore case, dots and spaces at
   * the end, what follows a colon, or invisible characters, or know it as {@code git~1}.
   */
  public static boolean isGitsOwn(String name) {
    var visible = new StringBuilder();
    name.codePoints()
        .filter(c -> Character.getType(c) != Character.FORMAT)
        .forEach(visible::appendCodePoint);
    String plain = visible.toString().toLowerCase(Locale.ROOT);
    int colon = plain.indexOf(':');
    if (colon >= 0) {
      plain = plain.substring(0, colon);
    }
    int end = plain.length();
    while (end > 0 && (plain.charAt(end - 1) == '.' || plain.charAt(end - 1) == ' ')) {
      end--;
    }
    plain = plain.substring(0, end);
    return plain.equals(".git") || plain.equals("git~1");
  }

  /** The last name; empty for the worktree itself. */
  public String name() {
    return names.isEmpty() ? "" : names.getLast();
  }

  /** The folder it is in; the worktree's is itself. */
  public WorktreePath parent() {
    return names.isEmpty() ? this : new WorktreePath(names.subList(0, names.size() - 1));
  }

  public WorktreePath child(String name) {
    var longer = new ArrayList<>(names);
    longer.add(name);
    return new WorktreePath(longer);
  }

  /** With slashes; empty for the worktree itself. */
  @Override
  public String toString() {
    return String.join("/", names);
  }
}
