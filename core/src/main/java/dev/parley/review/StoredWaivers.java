package dev.parley.review;

import dev.parley.event.EventLog;
import dev.parley.event.StreamId;
import dev.parley.review.ReviewPayload.WaiverGranted;
import dev.parley.review.ReviewPayload.WaiverWithdrawn;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The waivers of one repository, in the store's own stream: who let pass what and why, and who took
 * it back, stays there for good. Thread-safe.
 *
 * @param repository what all clones of it have in common, such as its origin
 */
public record StoredWaivers(EventLog log, String repository, InstantSource clock)
    implements Waivers {

  @Override
  public List<Waiver> inForce() {
    var now = clock.instant();
    return granted().values().stream().filter(waiver -> waiver.holds(now)).toList();
  }

  /** Those not taken back, by fingerprint; also those that have ended. */
  private Map<String, Waiver> granted() {
    var granted = new LinkedHashMap<String, Waiver>();
    for (var event : log.read(StreamId.waivers(), 0)) {
      switch (event.payload()) {
        case WaiverGranted(var where, var waiver) when where.equals(repository) ->
            granted.put(waiver.fingerprint(), waiver);
        case WaiverWithdrawn(var where, var fingerprint, _) when where.equals(repository) ->
            granted.remove(fingerprint);
        default -> {}
      }
    }
    return granted;
  }

  /** Lets a finding pass from now on. */
  public void grant(Waiver waiver) {
    append(new WaiverGranted(repository, waiver));
  }

  /**
   * Takes a waiver back.
   *
   * @return false if there was none
   */
  public boolean withdraw(String fingerprint, String by) {
    boolean known = granted().containsKey(fingerprint);
    if (known) {
      append(new WaiverWithdrawn(repository, fingerprint, by));
    }
    return known;
  }

  private void append(ReviewPayload payload) {
    long _ = log.transact(transaction -> transaction.append(StreamId.waivers(), List.of(payload)));
  }
}
