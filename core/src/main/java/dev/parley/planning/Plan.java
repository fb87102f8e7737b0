package dev.parley.planning;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A task graph and how it stands to the requirements.
 *
 * @param notCovered requirement id to the reason why no task fulfils it, in the order given
 * @param notes what Parley changed or doubts, for the reader
 */
public record Plan(TaskGraph graph, Map<String, String> notCovered, List<String> notes) {
  public Plan {
    notCovered = Collections.unmodifiableMap(new LinkedHashMap<>(notCovered));
    notes = List.copyOf(notes);
  }
}
