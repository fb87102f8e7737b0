package dev.parley.testkit;

import dev.parley.agent.loop.WorktreeFiles;
import dev.parley.testkit.contract.WorktreeFilesContract;

class InMemoryWorktreeFilesTest extends WorktreeFilesContract {

  private final InMemoryWorktreeFiles files = new InMemoryWorktreeFiles();

  @Override
  protected WorktreeFiles files() {
    return files;
  }

  @Override
  protected void put(String path, byte[] content) {
    files.put(path, content);
  }

  @Override
  protected byte[] get(String path) {
    return files.bytes(path).orElseThrow();
  }
}
