package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.verification.ReportFiles;
import dev.parley.workspace.Workspace;
import org.junit.jupiter.api.Test;

/** What every {@link ReportFiles} does. */
public abstract class ReportFilesContract {

  protected abstract ReportFiles files();

  /** An empty worktree, the same throughout a test. */
  protected abstract Workspace workspace();

  /** Writes a file as a tool would, later than what was written before. */
  protected abstract void put(String path, String content);

  @Test
  void findsWhatIsWantedAlsoInGeneratedFolders() {
    put("target/surefire-reports/TEST-a.xml", "<a/>");
    put("b.xml", "<b/>");
    put("c.txt", "");

    assertThat(files().marks(workspace(), path -> path.endsWith(".xml")).keySet())
        .containsExactly("b.xml", "target/surefire-reports/TEST-a.xml");
  }

  @Test
  void theMarkTellsWhetherAFileWasWrittenAgain() {
    put("a.xml", "<a/>");
    put("b.xml", "<b/>");
    var before = files().marks(workspace(), _ -> true);

    put("b.xml", "<b/>");
    var after = files().marks(workspace(), _ -> true);

    assertThat(after.get("a.xml")).isEqualTo(before.get("a.xml"));
    assertThat(after.get("b.xml")).isNotEqualTo(before.get("b.xml"));
  }

  @Test
  void readsAFileThatIsNotTooLong() {
    put("a.xml", "<é/>");

    assertThat(files().read(workspace(), "a.xml", 5)).contains("<é/>");
    assertThat(files().read(workspace(), "a.xml", 4)).isEmpty();
    assertThat(files().read(workspace(), "b.xml", 5)).isEmpty();
  }
}
