package dev.parley.adapters.analysers;

import dev.parley.review.tools.Paths;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was written into a scratch folder.
 *
 * @param names path in the repository by path in the copy
 * @param texts original text of the changed files, by path in the repository
 * @param targets paths in the copy that the tool is to look at
 * @param folders of the copy to run the tool in; empty for its root
 */
record Copies(
    Map<String, String> names,
    Map<String, String> texts,
    List<String> targets,
    Set<String> folders) {

  Copies {
    names = Map.copyOf(new LinkedHashMap<>(names));
    texts = Map.copyOf(texts);
    targets = List.copyOf(targets);
    folders = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(folders));
  }

  /** Declarations of types that hold everywhere, without anybody importing them. */
  List<String> declarations() {
    return names.keySet().stream()
        .filter(name -> name.endsWith(".d.ts") && !targets.contains(name))
        .sorted()
        .toList();
  }

  /** The path in the repository of a file as a tool names it; empty if it was not given it. */
  Optional<String> path(String named, String source, String folder) {
    String plain = named.replace('\\', '/');
    String relative =
        plain.startsWith(source + "/")
            ? plain.substring(source.length() + 1)
            : plain.startsWith("/") ? "" : Paths.resolve(folder, plain).orElse("");
    return Optional.ofNullable(names.get(relative));
  }
}
