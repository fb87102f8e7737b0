package dev.parley.adapters.nio;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.agent.loop.FileRefusedException;
import dev.parley.agent.loop.WorktreePath;
import dev.parley.verification.ReportFiles;
import dev.parley.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The files of a real worktree. Links are neither followed nor read; see {@link OpenFolder}. */
public final class NioReportFiles implements ReportFiles {

  /** Packages of others, of which there may be a hundred thousand files. */
  private static final Set<String> PASSED_OVER =
      Set.of(".git", "node_modules", ".venv", "venv", ".tox", ".gradle", ".m2", "__pycache__");

  private static final int MAX_SEEN = 300_000;
  private static final int MAX_DEPTH = 24;

  @Override
  public Map<String, String> marks(Workspace workspace, Predicate<String> wanted) {
    var visitor = new Visitor(workspace.root(), wanted);
    try {
      Files.walkFileTree(
          workspace.root(),
          EnumSet.noneOf(java.nio.file.FileVisitOption.class),
          MAX_DEPTH,
          visitor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return visitor.found;
  }

  @Override
  public Optional<String> read(Workspace workspace, String path, int maxBytes) {
    try {
      var place = WorktreePath.file(path);
      try (var folder = OpenFolder.open(workspace.root(), place.parent())) {
        byte[] bytes = folder.read(place.name(), maxBytes);
        return bytes.length > maxBytes ? Optional.empty() : Optional.of(new String(bytes, UTF_8));
      }
    } catch (IOException | FileRefusedException e) {
      return Optional.empty();
    }
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {

    private final Path root;
    private final Predicate<String> wanted;
    private final Map<String, String> found = new TreeMap<>();
    private int seen;

    private Visitor(Path root, Predicate<String> wanted) {
      this.root = root;
      this.wanted = wanted;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return PASSED_OVER.contains(String.valueOf(folder.getFileName())) && !folder.equals(root)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String path = root.relativize(file).toString().replace('\\', '/');
      if (attributes.isRegularFile() && wanted.test(path)) {
        found.put(
            path,
            attributes.size()
                + " "
                + attributes.lastModifiedTime().toInstant()
                + " "
                + attributes.fileKey());
      }
      boolean enough = ++seen >= MAX_SEEN || found.size() >= MAX_FOUND;
      return enough ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) {
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path folder, @org.jspecify.annotations.Nullable IOException reason) {
      return FileVisitResult.CONTINUE;
    }
  }
}
