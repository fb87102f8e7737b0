package dev.parley.app.server.access;

import io.javalin.security.RouteRole;
import java.util.Locale;

/** What somebody may do, each including those before it. */
public enum Role implements RouteRole {
  /** Nothing but what needs no name: whether the server lives, and showing who one is. */
  OPEN,
  /** Look at everything. */
  READ,
  /** Begin, pause, cancel, approve. */
  OPERATE,
  /** Change limits, stop everything. */
  ADMIN;

  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** As settings and the API name it. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
