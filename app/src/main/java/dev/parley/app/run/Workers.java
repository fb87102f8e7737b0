package dev.parley.app.run;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.files.Places;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The processes that carry out runs on this machine for one home, as a file each in its folder
 * {@code workers}, so that the emergency stop finds them and what they started.
 */
final class Workers {

  /** How many sessions of this process are entered in each folder; a server has several. */
  private static final Map<Path, Integer> SESSIONS = new ConcurrentHashMap<>();

  private final Path folder;

  Workers(Places places) {
    this.folder = places.home().resolve("workers");
  }

  /** Enters a session of this process. */
  void enter() {
    SESSIONS.merge(folder, 1, Integer::sum);
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(OsProcessRunner.owner()), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes a session of this process out; with the last one the process is out. */
  void leave() {
    if (SESSIONS.merge(folder, -1, Integer::sum) > 0) {
      return;
    }
    try {
      Files.deleteIfExists(folder.resolve(OsProcessRunner.owner()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that are entered, be they alive or not. */
  Set<String> entered() {
    if (!Files.isDirectory(folder)) {
      return Set.of();
    }
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of them that live. */
  Set<String> living() {
    return entered().stream()
        .filter(owner -> OsProcessRunner.process(owner).isPresent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Takes out those that died without a word. */
  void clear() {
    var living = living();
    for (var owner : entered()) {
      if (!living.contains(owner)) {
        try {
          Files.deleteIfExists(folder.resolve(owner));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
