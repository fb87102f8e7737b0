package dev.parley.adapters.gitcli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who holds which slot: a file for each lease, named after it, with the slot's number. A file
 * survives its process, so a killed worker finds its worktree again and nobody else takes it.
 */
final class LeaseBook {

  /** More idle worktrees than this are not kept: each is a full checkout. */
  static final int MAX_IDLE = 8;

  private final CloneLocation location;
  private final Path leases;
  private final FolderLock lock;

  LeaseBook(CloneLocation location) {
    this.location = location;
    this.leases = location.worktrees().resolve(".leases");
    this.lock = new FolderLock(location.worktrees().resolve(".leases.lock"));
  }

  /** The slot of a lease: the one it holds, else an idle one, else a new one. */
  Slot take(String lease) {
    return lock.holding(() -> {
      var held = held();
      var number = held.get(lease);
      if (number == null) {
        number = free(held);
        Disk.write(leases.resolve(lease), number + "\n");
      }
      return new Slot(location, number);
    });
  }

  /** The slot a lease holds now. */
  Optional<Slot> find(String lease) {
    return lock.holding(() -> Optional.ofNullable(held().get(lease)))
        .map(number -> new Slot(location, number));
  }

  /** Forgets a lease. What is now more than the pool keeps goes to the trash. */
  void give(String lease) {
    lock.holding(() -> {
      Disk.remove(leases.resolve(lease));
      var idle = idle(held());
      idle.stream().skip(MAX_IDLE).forEach(this::trash);
      return idle;
    });
  }

  /** Forgets all leases but the wanted ones, and trashes all idle worktrees. */
  void keepOnly(Predicate<String> wanted) {
    lock.holding(() -> {
      var held = held();
      held.keySet().stream()
          .filter(wanted.negate())
          .forEach(lease -> Disk.remove(leases.resolve(lease)));
      held.keySet().removeIf(wanted.negate());
      idle(held).forEach(this::trash);
      return held;
    });
  }

  private int free(Map<String, Integer> held) {
    var idle = idle(held);
    return idle.isEmpty()
        ? IntStream.iterate(1, number -> number + 1)
            .filter(number -> !held.containsValue(number))
            .findFirst()
            .orElseThrow()
        : idle.first();
  }

  private SortedSet<Integer> idle(Map<String, Integer> held) {
    var idle = new TreeSet<Integer>();
    for (var name : names(location.worktrees())) {
      if (name.matches("[0-9]{1,6}") && !held.containsValue(Integer.valueOf(name))) {
        idle.add(Integer.valueOf(name));
      }
    }
    return idle;
  }

  /** By lease; what is not a number was not written by us. */
  private Map<String, Integer> held() {
    var held = new TreeMap<String, Integer>();
    for (var lease : names(leases)) {
      Disk.read(leases.resolve(lease))
          .map(String::strip)
          .filter(text -> text.matches("[0-9]{1,6}"))
          .ifPresent(text -> held.put(lease, Integer.valueOf(text)));
    }
    return held;
  }

  private void trash(int number) {
    var slot = new Slot(location, number);
    new Trash(location).take(slot.folder());
    Disk.remove(slot.state());
  }

  private static Iterable<String> names(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    } catch (IOException e) {
      throw Disk.failed("list", folder, e);
    }
  }
}
