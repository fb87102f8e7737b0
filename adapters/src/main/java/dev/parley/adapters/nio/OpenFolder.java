package dev.parley.adapters.nio;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.parley.agent.loop.FileRefusedException;
import dev.parley.agent.loop.WorktreePath;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * An open folder of a worktree. Everything in it is reached relative to the open folder itself, by
 * one name and without following a link ({@code openat} with {@code O_NOFOLLOW}); so nothing that
 * renames or replaces folders meanwhile can lead out of the worktree.
 */
final class OpenFolder implements Closeable {

  private final Path root;
  private final WorktreePath path;
  private final SecureDirectoryStream<Path> stream;

  private OpenFolder(Path root, WorktreePath path, SecureDirectoryStream<Path> stream) {
    this.root = root;
    this.path = path;
    this.stream = stream;
  }

  /**
   * Opens a folder of a worktree.
   *
   * @throws FileRefusedException if a name on the way is a link or no folder
   * @throws NoSuchFileException if there is no such folder
   */
  static OpenFolder open(Path root, WorktreePath path) throws IOException {
    return open(root, path, false);
  }

  /** Opens a folder of a worktree, making what is missing on the way. */
  static OpenFolder openOrMake(Path root, WorktreePath path) throws IOException {
    return open(root, path, true);
  }

  private static OpenFolder open(Path root, WorktreePath path, boolean make) throws IOException {
    OpenFolder top = top(root);
    OpenFolder folder = top;
    try {
      for (String name : path.names()) {
        if (make && folder.look(name).isEmpty()) {
          folder.makeFolder(top, name);
        }
        OpenFolder next = folder.into(name);
        if (folder != top) {
          folder.close();
        }
        folder = next;
      }
      if (folder != top) {
        top.close();
      }
      return folder;
    } catch (IOException | RuntimeException e) {
      folder.close();
      top.close();
      throw e;
    }
  }

  @SuppressWarnings("StreamResourceLeak") // closed with the folder
  private static OpenFolder top(Path root) throws IOException {
    var stream = Files.newDirectoryStream(root);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new OpenFolder(root, new WorktreePath(List.of()), secure);
    }
    stream.close();
    throw new UnsupportedOperationException(
        "files cannot be opened relative to a folder on this system");
  }

  private OpenFolder into(String name) throws IOException {
    var attributes = look(name).orElseThrow(() -> new NoSuchFileException(path.child(name) + ""));
    if (attributes.isSymbolicLink()) {
      throw link(name);
    }
    if (!attributes.isDirectory()) {
      throw new FileRefusedException(path.child(name) + " is no folder.");
    }
    var next = stream.newDirectoryStream(Path.of(name), NOFOLLOW_LINKS);
    return new OpenFolder(root, path.child(name), next);
  }

  /** There is no {@code mkdirat} in Java; so it is made at the top, which is safe, and moved. */
  private void makeFolder(OpenFolder top, String name) throws IOException {
    String temporary = temporaryName();
    Files.createDirectory(root.resolve(temporary));
    try {
      top.stream.move(Path.of(temporary), stream, Path.of(name));
    } catch (IOException e) {
      Files.deleteIfExists(root.resolve(temporary));
      throw e;
    }
  }

  /** What has the name, without following it; empty if nothing has. */
  Optional<BasicFileAttributes> look(String name) throws IOException {
    try {
      return Optional.of(
          stream
              .getFileAttributeView(Path.of(name), BasicFileAttributeView.class, NOFOLLOW_LINKS)
              .readAttributes());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * As {@link #look}, of a file that may be opened.
   *
   * @throws FileRefusedException if it is a link, a folder, or something else than a file: opening
   *     a pipe, for one, could block for ever
   */
  Optional<BasicFileAttributes> file(String name) throws IOException {
    var found = look(name);
    if (found.isPresent() && !found.get().isRegularFile()) {
      var attributes = found.get();
      if (attributes.isSymbolicLink()) {
        throw link(name);
      }
      throw new FileRefusedException(
          path.child(name)
              + (attributes.isDirectory()
                  ? " is a folder."
                  : " is no ordinary file (a pipe, socket or device)."));
    }
    return found;
  }

  private FileRefusedException link(String name) {
    String target;
    try {
      target = Files.readSymbolicLink(root.resolve(path.child(name).toString())).toString();
    } catch (IOException | RuntimeException e) {
      target = "somewhere";
    }
    return new FileRefusedException(
        ("%s is a symbolic link to %s. Links are not followed: name the file it leads to, if that"
                + " is in the worktree.")
            .formatted(path.child(name), target));
  }

  /** Names in the folder, sorted; git's own left out. */
  List<String> names() throws IOException {
    var names = new ArrayList<String>();
    try {
      for (Path entry : stream) {
        String name = String.valueOf(entry.getFileName());
        if (!WorktreePath.isGitsOwn(name)) {
          names.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(String::compareTo);
    return names;
  }

  /**
   * A file's bytes.
   *
   * @param max one byte more than this is read of a longer file
   * @throws NoSuchFileException if there is no such file
   */
  byte[] read(String name, int max) throws IOException {
    if (file(name).isEmpty()) {
      throw new NoSuchFileException(path.child(name).toString());
    }
    Set<OpenOption> options = Set.of(READ, NOFOLLOW_LINKS);
    try (var channel = stream.newByteChannel(Path.of(name), options)) {
      var buffer = ByteBuffer.allocate((int) Math.min(max, channel.size()) + 1);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        if (!buffer.hasRemaining() && buffer.capacity() <= max) {
          buffer = larger(buffer, max);
        }
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    }
  }

  /** The file grew while it was read. */
  private static ByteBuffer larger(ByteBuffer buffer, int max) {
    int capacity = (int) Math.min(max + 1L, buffer.capacity() * 2L);
    return ByteBuffer.allocate(capacity).put(buffer.flip());
  }

  /** Makes or replaces a file at once; an existing one's permissions stay. */
  void write(String name, byte[] bytes) throws IOException {
    var existing = file(name);
    var temporary = Path.of(temporaryName());
    Set<OpenOption> options = Set.of(WRITE, CREATE_NEW, NOFOLLOW_LINKS);
    try {
      try (var channel = stream.newByteChannel(temporary, options)) {
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
      }
      if (existing.isPresent()) {
        var permissions = posix(Path.of(name)).readAttributes().permissions();
        posix(temporary).setPermissions(permissions);
      }
      stream.move(temporary, stream, Path.of(name));
    } catch (IOException | RuntimeException e) {
      deleteQuietly(temporary, e);
      throw e;
    }
  }

  private PosixFileAttributeView posix(Path name) {
    return stream.getFileAttributeView(name, PosixFileAttributeView.class, NOFOLLOW_LINKS);
  }

  private void deleteQuietly(Path name, Exception reason) {
    try {
      stream.deleteFile(name);
    } catch (NoSuchFileException e) {
      // never made, or moved already
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Deletes a file or a link. */
  void delete(String name) throws IOException {
    stream.deleteFile(Path.of(name));
  }

  private static String temporaryName() {
    return ".parley-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()) + ".tmp";
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
