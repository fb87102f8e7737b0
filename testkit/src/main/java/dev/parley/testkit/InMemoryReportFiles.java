package dev.parley.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.verification.ReportFiles;
import dev.parley.workspace.Workspace;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** {@link ReportFiles} in memory; the same for every worktree. */
public final class InMemoryReportFiles implements ReportFiles {

  private final Map<String, File> files = new TreeMap<>();
  private int writes;

  private record File(String content, int write) {}

  /** Writes a file, anew if it is there. */
  public synchronized InMemoryReportFiles put(String path, String content) {
    files.put(path, new File(content, ++writes));
    return this;
  }

  @Override
  public synchronized Map<String, String> marks(Workspace workspace, Predicate<String> wanted) {
    var marks = new TreeMap<String, String>();
    files.forEach((path, file) -> {
      if (wanted.test(path) && marks.size() < MAX_FOUND) {
        marks.put(path, Integer.toString(file.write()));
      }
    });
    return marks;
  }

  @Override
  public synchronized Optional<String> read(Workspace workspace, String path, int maxBytes) {
    return Optional.ofNullable(files.get(path))
        .map(File::content)
        .filter(content -> content.getBytes(UTF_8).length <= maxBytes);
  }
}
