package dev.parley.adapters.sql;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

/** Where a store may be kept: a local disk, in a folder that only its owner reads. */
final class StoreFile {

  /** File systems whose locks or shared memory do not hold between machines. */
  private static final Set<String> NETWORK =
      Set.of(
          "9p",
          "afpfs",
          "afs",
          "beegfs",
          "ceph",
          "cifs",
          "coda",
          "davfs",
          "gfs2",
          "glusterfs",
          "gpfs",
          "lustre",
          "ncpfs",
          "nfs",
          "nfs4",
          "ocfs2",
          "orangefs",
          "smb2",
          "smb3",
          "smbfs",
          "sshfs",
          "v9fs",
          "webdav");

  private StoreFile() {}

  static SqliteDatabase prepare(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw unusable(absolute + " is not a file", "Name a file in PARLEY_HOME.", null);
    }
    try {
      makePrivate(folder);
      String type = Files.getFileStore(folder).type();
      if (isNetwork(type)) {
        throw unusable(
            absolute + " is on a network file system (" + type + "), where SQLite loses data",
            "Set PARLEY_HOME to a folder on a local disk, or PARLEY_DB_URL to a PostgreSQL.",
            null);
      }
    } catch (IOException e) {
      throw unusable(
          "the store's folder cannot be made or read: " + folder,
          "Make it writable, or set PARLEY_HOME to another folder.",
          e);
    }
    SqliteNative.prepare(folder);
    return new SqliteDatabase(absolute);
  }

  private static void makePrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var owner = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
    } else {
      Files.createDirectories(folder);
    }
  }

  /** Whether a file system of this type, as the system names it, is shared between machines. */
  static boolean isNetwork(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    return NETWORK.contains(name.startsWith("fuse.") ? name.substring(5) : name);
  }

  private static ProblemException unusable(
      String message, String remedy, @org.jspecify.annotations.Nullable Throwable cause) {
    return new ProblemException(new Problem(Code.STORE_UNUSABLE, message, remedy), cause);
  }
}
