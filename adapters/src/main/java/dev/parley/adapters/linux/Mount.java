package dev.parley.adapters.linux;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * One place in a sandbox's file system that differs from the machine's.
 *
 * @param source real path on the machine; for what is hidden, only its kind of file matters
 * @param target where it stands in the sandbox
 */
record Mount(Kind kind, Path source, Path target) {

  /** Outer ones first, so that a deeper one shows through; of two for one place the wider wins. */
  static final Comparator<Mount> ORDER =
      Comparator.comparingInt((Mount mount) -> mount.target.getNameCount())
          .thenComparing(Mount::kind)
          .thenComparing(Mount::target);

  /** A temporary folder lives in memory. */
  private static final String TMPFS_BYTES = Long.toString(4L << 30);

  enum Kind {
    HIDDEN,
    READABLE,
    WRITABLE
  }

  List<String> arguments() {
    return switch (kind) {
      case HIDDEN ->
          Files.isDirectory(source)
              ? List.of("--size", TMPFS_BYTES, "--tmpfs", target.toString())
              : List.of("--ro-bind", "/dev/null", target.toString());
      case READABLE -> List.of("--ro-bind", source.toString(), target.toString());
      case WRITABLE -> List.of("--bind", source.toString(), target.toString());
    };
  }
}
