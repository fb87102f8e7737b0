package dev.parley.testkit.modelserver;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Tells which attempt at a task a request belongs to.
 *
 * <p>The attempt must be in the request itself, since counting requests would give a client that
 * crashed and asks again the next attempt's answers. The roles {@code coding} and {@code review}
 * therefore have a line {@code Attempt: N} in their first user message, and {@link #firstUserLine}
 * reads it.
 */
@FunctionalInterface
public interface AttemptReader {

  /** The attempt, from 1; empty if the request does not say. */
  OptionalInt attempt(ScriptedRequest request);

  /** Reads the line {@code Attempt: N} of the first user message. */
  static AttemptReader firstUserLine() {
    var line = Pattern.compile("^\\s*Attempt:\\s*(\\d{1,6})\\s*$", Pattern.MULTILINE);
    return request -> {
      var found = line.matcher(request.firstUserWords());
      return found.find() ? OptionalInt.of(Integer.parseInt(found.group(1))) : OptionalInt.empty();
    };
  }
}
