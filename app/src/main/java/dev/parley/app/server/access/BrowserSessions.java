package dev.parley.app.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Browsers that were let in, and the one-time keys that let one in. At most {@value #SESSIONS_MAX}
 * and {@value #KEYS_MAX}; the oldest goes first. Thread-safe; gone with the process.
 */
public final class BrowserSessions {

  static final int SESSIONS_MAX = 256;
  static final int KEYS_MAX = 16;

  /** Unused for so long, a session ends. */
  static final Duration IDLE = Duration.ofHours(12);

  private final InstantSource clock;
  private final SequencedMap<String, Session> sessions = new LinkedHashMap<>();
  private final SequencedSet<String> keys = new LinkedHashSet<>();

  public BrowserSessions(InstantSource clock) {
    this.clock = clock;
  }

  private record Session(Principal principal, Instant lastUsed) {}

  /** A token for another process of the same user. */
  public static String newToken() {
    return Secret.fresh();
  }

  /** A key that lets one browser in, once. */
  public synchronized String newKey() {
    var key = Secret.fresh();
    keys.add(Secret.digest(key));
    if (keys.size() > KEYS_MAX) {
      keys.removeFirst();
    }
    return key;
  }

  /**
   * Uses a key up.
   *
   * @return what the browser is to send along from now on; empty for a key that is none any more
   */
  public synchronized Optional<String> enter(String key, String user) {
    return keys.remove(Secret.digest(key))
        ? Optional.of(begin(user, Role.ADMIN))
        : Optional.empty();
  }

  /** Lets in a browser of somebody who showed a token. */
  public synchronized String begin(String user, Role role) {
    var cookie = Secret.fresh();
    var principal = new Principal(user, role, Optional.of(Secret.fresh()));
    sessions.put(Secret.digest(cookie), new Session(principal, clock.instant()));
    if (sessions.size() > SESSIONS_MAX) {
      sessions.pollFirstEntry();
    }
    return cookie;
  }

  /** Who sent a cookie. */
  synchronized Optional<Principal> find(String cookie) {
    var digest = Secret.digest(cookie);
    var session = sessions.remove(digest);
    var now = clock.instant();
    if (session == null || session.lastUsed().plus(IDLE).isBefore(now)) {
      return Optional.empty();
    }
    sessions.put(digest, new Session(session.principal(), now));
    return Optional.of(session.principal());
  }

  /** Lets a browser out. */
  public synchronized void end(String cookie) {
    sessions.remove(Secret.digest(cookie));
  }
}
