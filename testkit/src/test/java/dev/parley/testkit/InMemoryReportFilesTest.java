package dev.parley.testkit;

import dev.parley.testkit.contract.ReportFilesContract;
import dev.parley.verification.ReportFiles;
import dev.parley.workspace.Workspace;
import java.nio.file.Path;

class InMemoryReportFilesTest extends ReportFilesContract {

  private final InMemoryReportFiles files = new InMemoryReportFiles();

  @Override
  protected ReportFiles files() {
    return files;
  }

  @Override
  protected Workspace workspace() {
    return new Workspace("lease", Path.of("/nowhere"), "commit");
  }

  @Override
  protected void put(String path, String content) {
    files.put(path, content);
  }
}
