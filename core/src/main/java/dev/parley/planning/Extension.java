package dev.parley.planning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tasks that join a plan which is being carried out. Their ids are new, and they may depend on
 * tasks that are there.
 *
 * @param notCovered requirement id to the reason why none of them fulfils it, in the order given
 * @param notes what Parley changed or doubts, for the reader
 */
public record Extension(
    List<CodingTask> tasks, Map<String, String> notCovered, List<String> notes) {

  public Extension {
    tasks = List.copyOf(tasks);
    notCovered = Collections.unmodifiableMap(new LinkedHashMap<>(notCovered));
    notes = List.copyOf(notes);
  }
}
