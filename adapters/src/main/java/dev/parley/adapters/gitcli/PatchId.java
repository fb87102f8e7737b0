package dev.parley.adapters.gitcli;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The stable id of a change: git's own for its lines, and the plain record of what has no lines.
 * Git's alone would be the same for two different images, or for a changed permission and none.
 */
final class PatchId {

  private PatchId() {}

  /**
   * @param bytes git in the clone, speaking in bytes: two texts that are not UTF-8 must not become
   *     one
   */
  static String of(Git bytes, String from, String to) {
    var patch =
        bytes.output(
            "diff-tree", "-r", "-p", "--full-index", "--no-ext-diff", "--no-textconv", from, to);
    var id = patch.isEmpty() ? "" : bytes.outputOf(patch, List.of("patch-id", "--stable"));
    return sha256(id + withoutLines(bytes, from, to));
  }

  private static String withoutLines(Git bytes, String from, String to) {
    var counts = bytes.output("diff-tree", "-r", "-z", "--numstat", "--no-renames", from, to);
    var binary =
        Git.fields(counts).stream()
            .filter(field -> field.startsWith("-\t-\t"))
            .map(field -> field.substring("-\t-\t".length()))
            .collect(Collectors.toSet());
    return Noise.between(bytes, from, to).changes().entrySet().stream()
        .filter(entry -> binary.contains(entry.getKey()) || entry.getValue().changesMode())
        .map(entry -> entry.getKey() + "\0" + entry.getValue())
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
