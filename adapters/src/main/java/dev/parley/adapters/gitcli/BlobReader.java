package dev.parley.adapters.gitcli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one file of a tree as bytes. */
final class BlobReader {

  /** Anything else means there is no such file: a missing path is named back, with its colon. */
  private static final Pattern HEADER = Pattern.compile("[0-9a-f]+ blob (\\d+)\n");

  /** The line before the bytes: id, type and size. */
  private static final int HEADER_BYTES = 256;

  private BlobReader() {}

  static Optional<byte[]> read(Git git, String treeish, String path, int maxBytes) {
    // Of what is too long the first half of the limit is kept, and that is all we want.
    int limit = Math.multiplyExact(2, maxBytes + HEADER_BYTES + path.length());
    var arguments = List.of("cat-file", "--batch", "-z");
    var stdin = bytesAsText(treeish + ":" + path + "\0");
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

  private static String bytesAsText(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }
}
