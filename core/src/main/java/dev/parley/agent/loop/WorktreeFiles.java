package dev.parley.agent.loop;

import java.util.ArrayList;
import java.util.List;

/**
 * The files of one worktree, as a model may touch them. Paths are as {@link WorktreePath} reads
 * them: relative, with slashes, never into {@code .git}. Links are never followed, special files
 * never opened; nothing outside the worktree can be reached, whatever the tree holds. For one
 * thread at a time; must pass {@code WorktreeFilesContract}.
 *
 * <p>Every method throws {@link FileRefusedException} if it cannot do what was asked, and a {@code
 * ProblemException} with DISK_FULL or INTERRUPTED.
 */
public interface WorktreeFiles {

  /** Larger files are not opened: commands are the better tool for them. */
  int MAX_FILE_BYTES = 8 << 20;

  /** What one {@link #read} shows at most. */
  int MAX_SHOWN_CHARS = 256 << 10;

  /** Of one line. */
  int MAX_LINE_CHARS = 4_000;

  /** What one {@link #write} or {@link #replace} may leave in a file. */
  int MAX_WRITTEN_BYTES = 2 << 20;

  /**
   * Paths found below a folder.
   *
   * @param paths files and links from the worktree's root, sorted; folders that tools fill ({@link
   *     #GENERATED_FOLDERS}) only by name, with a slash at the end
   * @param truncated whether there are more
   */
  record Listing(List<String> paths, boolean truncated) {
    public Listing {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Lines of a text file, without their ends; very long ones are cut and say so.
   *
   * @param firstLine number of the first, from 1
   * @param totalLines of the file
   */
  record Excerpt(List<String> lines, int firstLine, int totalLines) {
    public Excerpt {
      lines = List.copyOf(lines);
    }

    /** What a file's lines look like, within the bounds of one {@link #read}. */
    public static Excerpt of(TextFile file, int firstLine, int lastLine) {
      var all = file.lines();
      var shown = new ArrayList<String>();
      int room = MAX_SHOWN_CHARS;
      for (int i = firstLine; i <= Math.min(lastLine, all.size()); i++) {
        String line = all.get(i - 1);
        if (line.length() > MAX_LINE_CHARS) {
          line =
              Cut.tail(line, MAX_LINE_CHARS)
                  + " [line cut, %d characters]".formatted(line.length());
        }
        room -= line.length() + 1;
        if (room < 0) {
          break;
        }
        shown.add(line);
      }
      return new Excerpt(shown, firstLine, all.size());
    }

    /** Number of the last line shown; one less than the first if none is. */
    public int lastLine() {
      return firstLine + lines.size() - 1;
    }
  }

  /**
   * Lines that match.
   *
   * @param incomplete why there may be more; empty if these are all
   */
  record Hits(List<Hit> hits, String incomplete) {
    public Hits {
      hits = List.copyOf(hits);
    }
  }

  /**
   * A line that matches.
   *
   * @param text cut at 300 characters
   */
  record Hit(String path, int line, String text) {
    public Hit {
      text = Cut.tail(text.strip(), 300);
    }
  }

  /** Not descended into unless asked for by name. */
  List<String> GENERATED_FOLDERS =
      List.of("node_modules", "target", "__pycache__", ".venv", "venv", ".gradle", ".tox");

  /**
   * Files below a folder.
   *
   * @param folder empty for the worktree
   * @param glob of the path below the folder, or of the file's name if it has no slash; empty for
   *     all
   */
  Listing list(String folder, String glob, int max);

  /**
   * Lines of a text file, as many as {@link #MAX_SHOWN_CHARS} allows.
   *
   * @param firstLine from 1
   * @param lastLine inclusive; may be beyond the end
   */
  Excerpt read(String path, int firstLine, int lastLine);

  /**
   * Lines that match a regular expression. Binary and very large files are skipped. Takes bounded
   * time whatever the expression.
   *
   * @param path a file or a folder; empty for the worktree
   */
  Hits search(String regex, String path, int max);

  /**
   * Replaces text that occurs exactly once, or everywhere. Line ends, encoding and mode of the file
   * stay.
   *
   * @return the lines, in the old text, at which something was replaced
   */
  List<Integer> replace(String path, String oldText, String newText, boolean all);

  /**
   * Makes or replaces a file, with the folders above it. An existing file's line ends, encoding and
   * mode stay.
   *
   * @return whether it is new
   */
  boolean write(String path, String content);

  /** Deletes a file or a link, never a folder. */
  void delete(String path);
}
