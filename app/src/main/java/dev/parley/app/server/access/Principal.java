package dev.parley.app.server.access;

import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;

/**
 * Who asks.
 *
 * @param name for the log
 * @param csrf what a page must send along with every change; empty for who brings a token each time
 */
public record Principal(String name, Role role, Optional<String> csrf) {

  private static final String ATTRIBUTE = "parley.principal";

  /** Remembers who asks. */
  void remember(Context context) {
    context.attribute(ATTRIBUTE, this);
  }

  /** Who asks, on a route that is not open. */
  public static Principal of(Context context) {
    return Objects.requireNonNull(context.<Principal>attribute(ATTRIBUTE));
  }
}
