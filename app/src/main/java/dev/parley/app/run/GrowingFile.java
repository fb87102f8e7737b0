package dev.parley.app.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a file that somebody else writes. A file that is not there yet, or not any more, is
 * waited for. One that was cut short, written over or replaced is read again from its start, after
 * what was left of the one before.
 */
final class GrowingFile implements FeedSource {

  /** Bytes before the place read up to: if they are others now, the file was written over. */
  private static final int TAIL_BYTES = 256;

  private static final int CHUNK_BYTES = 256 * 1024;

  private final Path path;
  private final byte[] chunk = new byte[CHUNK_BYTES];
  private @Nullable FileChannel open;
  private @Nullable Object key;
  private LineCutter cutter = new LineCutter();
  private byte[] tail = new byte[0];
  private long position;
  private boolean begun;

  GrowingFile(Path path) {
    this.path = path;
  }

  @Override
  public Came next() throws IOException {
    boolean again = false;
    if (open != null && writtenOver(open)) {
      again = begin(open);
    }
    if (open != null) {
      var came = more(open, again);
      if (!came.lines().isEmpty() || came.again()) {
        return came;
      }
    }
    return replaced() ? more(Objects.requireNonNull(open), begun) : Came.NOTHING;
  }

  /** Whether another file stands there now; it is opened then. */
  private boolean replaced() throws IOException {
    Object there;
    try {
      there = key(path);
    } catch (NoSuchFileException e) {
      return false;
    }
    if (open != null && there.equals(key)) {
      return false;
    }
    var next = FileChannel.open(path);
    begun = open != null;
    close();
    open = next;
    key = there;
    boolean _ = begin(next);
    return true;
  }

  private static Object key(Path path) throws IOException {
    var attributes = Files.readAttributes(path, BasicFileAttributes.class);
    // Where files have no key, one that was made at another time is another.
    return Objects.requireNonNullElse(attributes.fileKey(), attributes.creationTime());
  }

  private boolean begin(FileChannel channel) throws IOException {
    position = 0;
    tail = new byte[0];
    cutter = new LineCutter();
    channel.position(0);
    return true;
  }

  private boolean writtenOver(FileChannel channel) throws IOException {
    if (channel.size() < position) {
      return true;
    }
    var before = ByteBuffer.allocate(tail.length);
    while (before.hasRemaining()) {
      if (channel.read(before, position - tail.length + before.position()) < 0) {
        return true;
      }
    }
    return !Arrays.equals(before.array(), tail);
  }

  private Came more(FileChannel channel, boolean again) throws IOException {
    int read = channel.read(ByteBuffer.wrap(chunk), position);
    if (read <= 0) {
      return new Came(again, List.of(), false);
    }
    position += read;
    tail = newTail(read);
    return new Came(again, cutter.cut(chunk, read), false);
  }

  private byte[] newTail(int read) {
    var both = Arrays.copyOf(tail, tail.length + read);
    System.arraycopy(chunk, 0, both, tail.length, read);
    return Arrays.copyOfRange(both, Math.max(0, both.length - TAIL_BYTES), both.length);
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
      open = null;
    }
  }
}
