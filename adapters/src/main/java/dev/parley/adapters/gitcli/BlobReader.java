package dev.parley.adapters.gitcli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.git.TreeEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads one file of a tree as bytes. */
final class BlobReader {

  /** Anything else means there is no such file: a missing path is named back, with its colon. */
  private static final Pattern HEADER = Pattern.compile("[0-9a-f]+ blob (\\d+)\n");

  /** The line before the bytes: id, type and size. */
  private static final int HEADER_BYTES = 256;

  /** What one process gives at a time. */
  private static final long BATCH_BYTES = 32L << 20;

  private static final String SUBMODULE = "160000";

  private BlobReader() {}

  static Optional<byte[]> read(Git git, String treeish, String path, int maxBytes) {
    return read(git, treeish + ":" + path, maxBytes);
  }

  private static Optional<byte[]> read(Git git, String object, int maxBytes) {
    // Of what is too long the first half of the limit is kept, and that is all we want.
    int limit = Math.multiplyExact(2, maxBytes + HEADER_BYTES + object.length());
    var arguments = List.of("cat-file", "--batch", "-z");
    var stdin = bytesAsText(object + "\0");
    var completed = git.inBytes().feed(stdin, limit, arguments);
    if (!completed.succeeded()) {
      throw git.failure(completed, arguments).problem().raise();
    }
    var header = HEADER.matcher(completed.stdout());
    if (!header.lookingAt()) {
      return Optional.empty();
    }
    long size = Math.min(Long.parseLong(header.group(1)), maxBytes);
    var content = completed.stdout().substring(header.end());
    return Optional.of(Arrays.copyOf(content.getBytes(ISO_8859_1), (int) size));
  }

  /** Many files in few processes, by path. Submodules have no bytes. */
  static Map<String, byte[]> readAll(Git git, List<TreeEntry> entries, int maxBytes) {
    var all = new HashMap<String, byte[]>();
    var batch = new ArrayList<TreeEntry>();
    long size = 0;
    for (var entry : entries) {
      if (entry.mode().equals(SUBMODULE)) {
        continue;
      }
      if (!batch.isEmpty() && size + entry.sizeBytes() > BATCH_BYTES) {
        readBatch(git, batch, maxBytes, all);
        batch.clear();
        size = 0;
      }
      batch.add(entry);
      size += entry.sizeBytes();
    }
    readBatch(git, batch, maxBytes, all);
    return all;
  }

  private static void readBatch(
      Git git, List<TreeEntry> batch, int maxBytes, Map<String, byte[]> all) {
    if (batch.size() == 1) {
      var entry = batch.getFirst();
      read(git, entry.blob(), maxBytes).ifPresent(bytes -> all.put(entry.path(), bytes));
    } else if (!batch.isEmpty()) {
      var ids = batch.stream().map(TreeEntry::blob).collect(Collectors.joining("\n", "", "\n"));
      String answer = git.inBytes().outputOf(ids, List.of("cat-file", "--batch"));
      int at = 0;
      for (var entry : batch) {
        var header = HEADER.matcher(answer).region(at, answer.length());
        if (!header.lookingAt()) {
          throw new IllegalStateException("git did not give blob " + entry.blob());
        }
        int end = header.end() + Integer.parseInt(header.group(1));
        int cut = Math.min(end, header.end() + maxBytes);
        all.put(entry.path(), answer.substring(header.end(), cut).getBytes(ISO_8859_1));
        at = end + 1;
      }
    }
  }

  private static String bytesAsText(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
