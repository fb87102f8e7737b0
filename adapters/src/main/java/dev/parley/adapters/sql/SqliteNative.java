package dev.parley.adapters.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, unpacked once beside the store. Left alone the driver unpacks, compares
 * and deletes it at every start of a process, which takes longer than everything else that opening
 * a store needs.
 */
final class SqliteNative {

  private static final Logger log = LoggerFactory.getLogger(SqliteNative.class);
  private static final String FOLDER_PROPERTY = "org.sqlite.lib.path";

  private SqliteNative() {}

  /**
   * Lets the driver load the library from the store's folder; on any failure it unpacks as ever.
   */
  static void prepare(Path storeFolder) {
    if (System.getProperty(FOLDER_PROPERTY) != null) {
      return;
    }
    try {
      Path folder = storeFolder.resolve("native").resolve(SQLiteJDBCLoader.getVersion());
      Path library = folder.resolve(LibraryLoaderUtil.getNativeLibName());
      if (Files.exists(library) || unpack(library)) {
        System.setProperty(FOLDER_PROPERTY, folder.toString());
      }
    } catch (IOException | RuntimeException e) {
      log.atDebug().setCause(e).log("native library not kept");
    }
  }

  /** Moved into place whole, since another process may look for it meanwhile. */
  private static boolean unpack(Path library) throws IOException {
    String resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    try (var packed = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
      if (packed == null) {
        return false;
      }
      Files.createDirectories(library.getParent());
      Path partial = Files.createTempFile(library.getParent(), "unpacking", ".part");
      try {
        Files.copy(packed, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, library, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(partial);
      }
      return true;
    }
  }
}
