package dev.parley.adapters.nio;

import dev.parley.agent.loop.WorktreeFiles;
import dev.parley.testkit.contract.WorktreeFilesContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class NioWorktreeFilesTest extends WorktreeFilesContract {

  @TempDir Path root;
  private WorktreeFiles files;

  @BeforeEach
  void open() {
    files = new NioWorktreeFiles(root);
  }

  @Override
  protected WorktreeFiles files() {
    return files;
  }

  @Override
  protected void put(String path, byte[] content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected byte[] get(String path) {
    try {
      return Files.readAllBytes(root.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
