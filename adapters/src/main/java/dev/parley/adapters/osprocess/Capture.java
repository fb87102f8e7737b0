package dev.parley.adapters.osprocess;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/**
 * The output of one child, both its streams within one budget: half for what comes first, half for
 * what comes last. The middle is counted and dropped, always from the stream that holds more, so
 * that a chatty one cannot push out what the other said. Thread-safe.
 */
final class Capture {

  private final Part out = new Part();
  private final Part err = new Part();
  private final int tailLimit;
  private int headRoom;

  enum Stream {
    OUT,
    ERR
  }

  private static final class Part {
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final ByteQueue tail = new ByteQueue();
    private long dropped;
  }

  Capture(int limitBytes) {
    this.headRoom = limitBytes - limitBytes / 2;
    this.tailLimit = limitBytes / 2;
  }

  /** Takes the first {@code length} of the bytes. */
  synchronized void add(Stream stream, byte[] bytes, int length) {
    var part = part(stream);
    int toHead = Math.min(length, headRoom);
    part.head.write(bytes, 0, toHead);
    headRoom -= toHead;
    part.tail.add(bytes, toHead, length - toHead);
    for (int excess = excess(); excess > 0; excess = excess()) {
      dropFrom(out.tail.length() >= err.tail.length() ? out : err, excess);
    }
  }

  synchronized boolean truncated() {
    return out.dropped + err.dropped > 0;
  }

  /** What was kept of one stream; a line where bytes are missing says how many. */
  synchronized String text(Stream stream, Charset encoding) {
    var part = part(stream);
    var tail = part.tail.toBytes();
    if (part.dropped > 0) {
      var gap = "\n[... " + part.dropped + " bytes left out ...]\n";
      return part.head.toString(encoding) + gap + new String(tail, encoding);
    }
    // Decoded in one piece: a character may lie across the border.
    var whole = new ByteArrayOutputStream(part.head.size() + tail.length);
    whole.writeBytes(part.head.toByteArray());
    whole.writeBytes(tail);
    return whole.toString(encoding);
  }

  private Part part(Stream stream) {
    return switch (stream) {
      case OUT -> out;
      case ERR -> err;
    };
  }

  private int excess() {
    return out.tail.length() + err.tail.length() - tailLimit;
  }

  /** At most down to what the other stream holds, then both take turns. */
  private void dropFrom(Part larger, int excess) {
    int other = larger == out ? err.tail.length() : out.tail.length();
    int lead = larger.tail.length() - other;
    int count = Math.min(excess, Math.max(1, lead));
    larger.tail.drop(count);
    larger.dropped += count;
  }
}
