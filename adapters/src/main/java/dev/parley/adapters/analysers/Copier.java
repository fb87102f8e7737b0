package dev.parley.adapters.analysers;

import dev.parley.git.ObjectStore;
import dev.parley.git.TreeEntry;
import dev.parley.review.tools.AnalyserTool;
import dev.parley.review.tools.Imports;
import dev.parley.review.tools.Neutraliser;
import dev.parley.review.tools.Paths;
import dev.parley.review.tools.Side;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes what a tool may see of one side of a change: neutralised, and without anything that could
 * configure a tool.
 */
final class Copier {

  private static final int FILE_BYTES_MAX = 4 << 20;
  private static final long TREE_BYTES_MAX = 400L << 20;
  private static final int TREE_FILES_MAX = 50_000;
  private static final int IMPORTED_FILES_MAX = 2_000;
  private static final int SOURCES_MAX = 20_000;
  private static final int BATCH_BYTES = 16 << 20;
  private static final int PROJECTS_MAX = 8;

  private final Optional<ObjectStore> repository;

  /**
   * @param repository that holds the trees; empty if only the changed files are known
   */
  Copier(Optional<ObjectStore> repository) {
    this.repository = repository;
  }

  /** A tool cannot be given what it needs. Says why, as the rest of "was not run:". */
  static final class NotPossibleException extends Exception {
    private static final long serialVersionUID = 1L;

    NotPossibleException(String reason) {
      super(reason);
    }
  }

  Copies copy(AnalyserTool tool, Side side, Scratch scratch)
      throws IOException, NotPossibleException {
    var changed = new TreeMap<String, String>();
    side.files()
        .forEach((path, text) -> {
          if (tool.reads().reads(path)) {
            changed.put(path, text);
          }
        });
    return switch (tool.reads().scope()) {
      case FLAT -> flat(tool, changed, scratch);
      case LINKED -> linked(changed, side, scratch);
      case CLASSES -> classes(changed, side, scratch);
      case PROJECT -> project(tool, changed, side, scratch);
    };
  }

  /** Under names of our own no name of theirs can be an option, a pattern or passed over. */
  private static Copies flat(AnalyserTool tool, Map<String, String> changed, Scratch scratch)
      throws IOException {
    var names = new HashMap<String, String>();
    for (var file : changed.entrySet()) {
      String extension = Paths.extension(file.getKey());
      boolean plain = extension.matches("[a-z0-9]{1,10}");
      String name = "f%05d%s".formatted(names.size() + 1, plain ? "." + extension : "");
      write(scratch, name, file.getKey(), file.getValue());
      names.put(name, file.getKey());
    }
    var probe = tool.reads().probe();
    if (probe.isPresent()) {
      scratch.write(probe.get().file(), probe.get().text());
    }
    var targets = names.keySet().stream().sorted().toList();
    return new Copies(names, changed, targets, Set.of(""));
  }

  /** Sources are put where their packages say, as a compiler looks for them. */
  private Copies classes(Map<String, String> changed, Side side, Scratch scratch)
      throws IOException {
    var all = new TreeMap<>(changed);
    if (repository.isPresent() && side.tree().isPresent()) {
      var sources =
          readable(repository.get().files(side.tree().get())).stream()
              .filter(entry -> entry.path().endsWith(".java"))
              .filter(entry -> !changed.containsKey(entry.path()))
              .limit(SOURCES_MAX)
              .toList();
      read(side.tree().get(), sources)
          .forEach((path, content) -> text(content).ifPresent(text -> all.put(path, text)));
    }
    var names = new HashMap<String, String>();
    var targets = new ArrayList<String>();
    // Of two sources of one name, as in modules, the changed one counts.
    var order = new ArrayList<>(changed.keySet());
    all.keySet().stream().filter(path -> !changed.containsKey(path)).forEach(order::add);
    for (String path : order) {
      String text = String.valueOf(all.get(path));
      String name = JavaSources.place(path, text);
      if (Paths.isPlain(name) && names.putIfAbsent(name, path) == null) {
        write(scratch, name, path, text);
        if (changed.containsKey(path) && JavaSources.hasClasses(path)) {
          targets.add(name);
        }
      }
    }
    return new Copies(names, all, targets, Set.of(""));
  }

  private Copies linked(Map<String, String> changed, Side side, Scratch scratch)
      throws IOException {
    var all = new TreeMap<>(changed);
    all.putAll(imported(changed, side));
    var names = new HashMap<String, String>();
    for (var file : all.entrySet()) {
      if (Paths.isPlain(file.getKey()) && !Paths.configuresAnalysers(file.getKey())) {
        write(scratch, file.getKey(), file.getKey(), file.getValue());
        names.put(file.getKey(), file.getKey());
      }
    }
    var targets = changed.keySet().stream().filter(names::containsKey).toList();
    return new Copies(names, all, targets, Set.of(""));
  }

  /** What the changed files import, and what that imports, as far as the tree has it. */
  private Map<String, String> imported(Map<String, String> changed, Side side) {
    if (repository.isEmpty() || side.tree().isEmpty()) {
      return Map.of();
    }
    var entries = readable(repository.get().files(side.tree().get()));
    var byPath = entries.stream().collect(Collectors.toMap(TreeEntry::path, entry -> entry));
    var found = new HashMap<String, String>();
    var open = new ArrayDeque<>(changed.entrySet());
    var wanted = new LinkedHashSet<String>();
    // Types that hold everywhere are declared in files that nobody imports.
    byPath.keySet().stream().filter(path -> path.endsWith(".d.ts")).forEach(wanted::add);
    while (true) {
      while (!open.isEmpty()) {
        var file = open.poll();
        wanted.addAll(Imports.of(file.getKey(), file.getValue(), byPath.keySet()));
      }
      wanted.removeAll(changed.keySet());
      wanted.removeAll(found.keySet());
      if (wanted.isEmpty() || found.size() >= IMPORTED_FILES_MAX) {
        return found;
      }
      var next = wanted.stream().limit(IMPORTED_FILES_MAX).map(byPath::get).toList();
      wanted.clear();
      read(side.tree().get(), next)
          .forEach((path, content) -> text(content).ifPresent(text -> found.put(path, text)));
      next.stream()
          .map(TreeEntry::path)
          .filter(found::containsKey)
          .forEach(path -> open.add(Map.entry(path, String.valueOf(found.get(path)))));
      next.stream().map(TreeEntry::path).forEach(byPath::remove);
    }
  }

  private Copies project(AnalyserTool tool, Map<String, String> changed, Side side, Scratch scratch)
      throws IOException, NotPossibleException {
    if (repository.isEmpty() || side.tree().isEmpty()) {
      throw new NotPossibleException("it needs the whole tree, and only the change is known");
    }
    var entries = readable(repository.get().files(side.tree().get()));
    long bytes = entries.stream().mapToLong(TreeEntry::sizeBytes).sum();
    if (bytes > TREE_BYTES_MAX || entries.size() > TREE_FILES_MAX) {
      throw new NotPossibleException("the tree is larger than what is copied");
    }
    var paths = entries.stream().map(TreeEntry::path).collect(Collectors.toSet());
    var folders = folders(tool, changed.keySet(), paths);
    var names = new HashMap<String, String>();
    for (var batch : batches(entries)) {
      for (var file : read(side.tree().get(), batch).entrySet()) {
        scratch.write(file.getKey(), neutralised(file.getKey(), file.getValue()));
        names.put(file.getKey(), file.getKey());
      }
    }
    var targets = changed.keySet().stream().filter(names::containsKey).toList();
    return new Copies(names, side.files(), targets, folders);
  }

  /** The outermost folder above each changed file that holds the anchor. */
  private static Set<String> folders(AnalyserTool tool, Set<String> changed, Set<String> paths)
      throws NotPossibleException {
    var anchor = tool.reads().anchor();
    if (anchor.isEmpty()) {
      return Set.of("");
    }
    var folders = new LinkedHashSet<String>();
    for (String path : changed) {
      outermost(Paths.folder(path), anchor.get(), paths).ifPresent(folders::add);
    }
    if (folders.isEmpty()) {
      throw new NotPossibleException("there is no " + anchor.get() + " above what changed");
    }
    if (folders.size() > PROJECTS_MAX) {
      throw new NotPossibleException(
          "the change touches more than %d projects".formatted(PROJECTS_MAX));
    }
    return folders;
  }

  private static Optional<String> outermost(String folder, String anchor, Set<String> paths) {
    Optional<String> found = Optional.empty();
    for (String at = folder; ; at = Paths.folder(at)) {
      if (paths.contains(at.isEmpty() ? anchor : at + "/" + anchor)) {
        found = Optional.of(at);
      }
      if (at.isEmpty()) {
        return found;
      }
    }
  }

  /** Ordinary files that configure no analyser. */
  private static List<TreeEntry> readable(List<TreeEntry> entries) {
    return entries.stream()
        .filter(entry -> entry.mode().startsWith("100"))
        .filter(entry -> entry.sizeBytes() <= FILE_BYTES_MAX)
        .filter(entry -> Paths.isPlain(entry.path()) && !Paths.configuresAnalysers(entry.path()))
        .sorted(Comparator.comparing(TreeEntry::path))
        .toList();
  }

  private Map<String, byte[]> read(String tree, List<TreeEntry> entries) {
    var contents = new TreeMap<String, byte[]>();
    for (var batch : batches(entries)) {
      contents.putAll(repository.orElseThrow().readAll(tree, batch, FILE_BYTES_MAX));
    }
    return contents;
  }

  private static List<List<TreeEntry>> batches(List<TreeEntry> entries) {
    var batches = new ArrayList<List<TreeEntry>>();
    var batch = new ArrayList<TreeEntry>();
    long bytes = 0;
    for (var entry : entries) {
      if (bytes + entry.sizeBytes() > BATCH_BYTES && !batch.isEmpty()) {
        batches.add(List.copyOf(batch));
        batch.clear();
        bytes = 0;
      }
      batch.add(entry);
      bytes += entry.sizeBytes();
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }

  private static void write(Scratch scratch, String name, String path, String text)
      throws IOException {
    scratch.write(name, Neutraliser.neutralised(path, text));
  }

  private static byte[] neutralised(String path, byte[] content) {
    return text(content)
        .map(text -> Neutraliser.neutralised(path, text).getBytes(StandardCharsets.UTF_8))
        .orElse(content);
  }

  /** Empty if it is not text. */
  private static Optional<String> text(byte[] content) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (CharacterCodingException _) {
      return Optional.empty();
    }
  }
}
