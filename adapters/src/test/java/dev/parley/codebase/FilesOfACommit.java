package dev.parley.codebase;

import dev.parley.git.CommitDraft;
import dev.parley.git.MergeResult;
import dev.parley.git.Repository;
import dev.parley.git.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A repository that has one commit's files and nothing else. */
final class FilesOfACommit implements Repository {

  static final String COMMIT = "c".repeat(40);

  private record Content(String mode, String text) {
    byte[] bytes() {
      return text.getBytes(StandardCharsets.UTF_8);
    }
  }

  private final TreeMap<String, Content> files = new TreeMap<>();

  FilesOfACommit with(String path, String text) {
    return with("100644", path, text);
  }

  FilesOfACommit with(String path) {
    return with(path, "");
  }

  FilesOfACommit executable(String path) {
    return with("100755", path, "#!/bin/sh\n");
  }

  FilesOfACommit with(String mode, String path, String text) {
    files.put(path, new Content(mode, text));
    return this;
  }

  @Override
  public List<TreeEntry> files(String treeish) {
    return files.entrySet().stream()
        .map(f -> new TreeEntry(f.getValue().mode, f.getKey(), "b", f.getValue().bytes().length))
        .toList();
  }

  @Override
  public Optional<byte[]> read(String treeish, String path, int maxBytes) {
    return Optional.ofNullable(files.get(path))
        .map(Content::bytes)
        .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, maxBytes)));
  }

  @Override
  public Optional<String> commit(String revision) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String tree(String treeish) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String diff(String fromTreeish, String toTreeish) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String patchId(String fromTreeish, String toTreeish) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MergeResult merge(String ours, String theirs) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String commit(CommitDraft draft) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String message(String commit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> ref(String name) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean moveRef(String name, String commit, Optional<String> expected) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean publish(String branch, String commit, Optional<String> expected) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<String> published(String branch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean fastForwards(Optional<String> from, String to) {
    throw new UnsupportedOperationException();
  }
}
