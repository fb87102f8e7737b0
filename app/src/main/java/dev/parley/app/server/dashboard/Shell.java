package dev.parley.app.server.dashboard;

import dev.parley.app.server.access.Principal;
import dev.parley.app.server.access.Role;
import java.util.Optional;

/**
 * What every page has around its content.
 *
 * @param title of the page, for the browser's tab
 * @param csrf what forms send along; empty for who brings a token each time
 * @param user who looks
 * @param role what they may do
 * @param live what keeps the page up to date; empty if nothing does
 */
public record Shell(
    String title,
    Section section,
    String csrf,
    String user,
    Role role,
    Optional<Live> live,
    Assets assets) {

  /** The parts of the dashboard, in the order of the navigation. */
  public enum Section {
    RUNS("Runs", "/"),
    MEETINGS("Meetings", "/meetings"),
    ANALYTICS("Analytics", "/analytics"),
    INSIGHTS("Insights", "/insights"),
    SETTINGS("Settings", "/settings");

    private final String title;
    private final String path;

    Section(String title, String path) {
      this.title = title;
      this.path = path;
    }

    public String title() {
      return title;
    }

    public String path() {
      return path;
    }
  }

  /**
   * How a page learns of news.
   *
   * @param events where they come from
   * @param after position in the log that the page shows already
   * @param parts where the parts of the page that change are to be had
   * @param intervalMs between two looks at them, at least
   */
  public record Live(String events, long after, String parts, int intervalMs) {}

  static Shell of(String title, Section section, Principal who, Assets assets) {
    return new Shell(
        title, section, who.csrf().orElse(""), who.name(), who.role(), Optional.empty(), assets);
  }

  Shell live(Live how) {
    return new Shell(title, section, csrf, user, role, Optional.of(how), assets);
  }

  public boolean operates() {
    return role.covers(Role.OPERATE);
  }

  public boolean administers() {
    return role.covers(Role.ADMIN);
  }
}
