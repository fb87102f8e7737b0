package dev.parley.adapters.gitcli;

import java.util.List;

/** The stable id of a change. */
final class PatchId {

  private PatchId() {}

  static String of(Git bytes, String from, String to) {
    var patch =
        bytes.output(
            "diff-tree", "-r", "-p", "--full-index", "--no-ext-diff", "--no-textconv", from, to);
    if (patch.isEmpty()) {
      return "";
    }
    var id = bytes.outputOf(patch, List.of("patch-id", "--stable"));
    return id.substring(0, id.indexOf(' '));
  }
}
