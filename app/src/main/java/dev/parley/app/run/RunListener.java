package dev.parley.app.run;

import dev.parley.event.Event;
import dev.parley.orchestrator.RunState;

/** Hears what happens in a watched run, on the watching thread. */
public interface RunListener {

  /** Something that stood in the log before the watching began. */
  default void past(Event event) {}

  /** Something that has just come into the log. */
  default void heard(Event event) {}

  /** Time passes: some ten times a second, after all that was heard. */
  default void tick(RunState state) {}
}
