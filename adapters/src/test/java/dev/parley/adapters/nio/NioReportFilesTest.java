package dev.parley.adapters.nio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.testkit.contract.ReportFilesContract;
import dev.parley.verification.ReportFiles;
import dev.parley.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NioReportFilesTest extends ReportFilesContract {

  @TempDir Path folder;
  private Instant time = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  protected ReportFiles files() {
    return new NioReportFiles();
  }

  @Override
  protected Workspace workspace() {
    return new Workspace("lease", folder.resolve("tree"), "commit");
  }

  @Override
  protected void put(String path, String content) {
    try {
      var file = folder.resolve("tree").resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      time = time.plusSeconds(1);
      Files.setLastModifiedTime(file, FileTime.from(time));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void neverFollowsALinkNorLooksIntoPackagesOfOthers() throws IOException {
    put("a.xml", "<a/>");
    put("node_modules/b/junit.xml", "<b/>");
    Files.writeString(folder.resolve("secret.xml"), "secret");
    Files.createSymbolicLink(folder.resolve("tree/link.xml"), folder.resolve("secret.xml"));
    Files.createSymbolicLink(folder.resolve("tree/up"), folder);

    assertThat(files().marks(workspace(), _ -> true).keySet()).containsExactly("a.xml");
    assertThat(files().read(workspace(), "link.xml", 100)).isEmpty();
    assertThat(files().read(workspace(), "up/secret.xml", 100)).isEmpty();
    assertThat(files().read(workspace(), "../secret.xml", 100)).isEmpty();
  }
}
