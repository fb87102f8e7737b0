package dev.parley.app.report;

import dev.parley.scheduling.SchedulingPayload.Held;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Why ready tasks wait, in one line. */
public final class HeldLine {

  private HeldLine() {}

  /** Empty if none waits. */
  public static Optional<String> of(Held held) {
    return held.tasks().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TreeMap<>(held.words())
                .values().stream().collect(Collectors.joining("; ", "starts wait: ", "")));
  }
}
