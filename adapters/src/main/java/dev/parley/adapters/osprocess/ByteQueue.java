package dev.parley.adapters.osprocess;

/** Bytes in order of arrival, dropped from the front. Not thread-safe. */
final class ByteQueue {

  private byte[] ring = new byte[1024];
  private int start;
  private int length;

  int length() {
    return length;
  }

  void add(byte[] bytes, int from, int count) {
    ensureRoom(count);
    int at = (start + length) % ring.length;
    int first = Math.min(count, ring.length - at);
    System.arraycopy(bytes, from, ring, at, first);
    System.arraycopy(bytes, from + first, ring, 0, count - first);
    length += count;
  }

  void drop(int count) {
    start = (start + count) % ring.length;
    length -= count;
  }

  byte[] toBytes() {
    var bytes = new byte[length];
    int first = Math.min(length, ring.length - start);
    System.arraycopy(ring, start, bytes, 0, first);
    System.arraycopy(ring, 0, bytes, first, length - first);
    return bytes;
  }

  private void ensureRoom(int count) {
    if (length + count > ring.length) {
      var larger = new byte[Math.max(2 * ring.length, length + count)];
      System.arraycopy(toBytes(), 0, larger, 0, length);
      ring = larger;
      start = 0;
    }
  }
}
