package dev.parley.adapters.gitcli;

import dev.parley.git.Identity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two environments git runs in. Neither takes over a {@code GIT_DIR} or {@code GIT_INDEX_FILE}
 * that Parley may have been started with, from a hook for example.
 *
 * @param user of the one Parley was started in
 */
record GitEnvironment(Map<String, String> user) {

  private static final List<String> NEEDED =
      List.of("PATH", "HOME", "XDG_CONFIG_HOME", "USER", "LOGNAME", "TMPDIR");

  /** What decides which of the user's configuration applies, and who the user is. */
  private static final List<String> USERS_OWN =
      List.of(
          "GIT_CONFIG_GLOBAL",
          "GIT_CONFIG_SYSTEM",
          "GIT_CONFIG_NOSYSTEM",
          "GIT_CEILING_DIRECTORIES",
          "GIT_DISCOVERY_ACROSS_FILESYSTEM",
          "GIT_AUTHOR_NAME",
          "GIT_AUTHOR_EMAIL",
          "EMAIL");

  private static final Map<String, String> QUIET =
      Map.of(
          "LC_ALL", "C",
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_OPTIONAL_LOCKS", "0",
          "GIT_NO_REPLACE_OBJECTS", "1",
          "GIT_ATTR_NOSYSTEM", "1",
          "GIT_PAGER", "cat",
          "GIT_EDITOR", "false",
          "GIT_COMMITTER_NAME", Identity.PARLEY.name(),
          "GIT_COMMITTER_EMAIL", Identity.PARLEY.email());

  /** For Parley's own clones: no configuration but theirs. */
  Map<String, String> forClones() {
    var environment = taken(NEEDED);
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    return Map.copyOf(environment);
  }

  /** For reading the user's repositories as the user would. */
  Map<String, String> forUser() {
    var environment = taken(NEEDED);
    environment.putAll(taken(USERS_OWN));
    return Map.copyOf(environment);
  }

  private Map<String, String> taken(List<String> names) {
    var environment = new HashMap<>(QUIET);
    for (var name : names) {
      var value = user.get(name);
      if (value != null) {
        environment.put(name, value);
      }
    }
    return environment;
  }
}
