package dev.parley.app.run;

import dev.parley.adapters.gitcli.ChangeSource;
import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.files.Places;
import dev.parley.app.terminal.Surroundings;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.SecretText;
import dev.parley.review.StoredWaivers;
import dev.parley.review.Waiver;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Lets findings of a repository pass, and takes that back. */
public final class WaiverJob {

  private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{16}");
  private static final int REASON_MAX = 1_000;

  private final Surroundings surroundings;
  private final Path folder;

  /**
   * @param folder somewhere in the repository
   */
  public WaiverJob(Surroundings surroundings, Path folder) {
    this.surroundings = surroundings;
    this.folder = folder;
  }

  /**
   * Lets a finding pass.
   *
   * @param until the last day, as ISO date in UTC
   * @return what was decided, in words
   * @throws ProblemException BAD_USAGE if fingerprint, reason or day are none
   */
  public String grant(String fingerprint, String reason, Optional<String> until) {
    require(fingerprint);
    if (reason.isBlank() || reason.length() > REASON_MAX) {
      throw new Problem(
              Code.BAD_USAGE, "--reason: a sentence is needed, of at most 1000 characters", "")
          .raise();
    }
    if (!SecretText.found(reason).isEmpty()) {
      throw new Problem(
              Code.BAD_USAGE,
              "--reason: there is a key or token in it, and reasons are kept in clear",
              "Say why without it, and replace that key.")
          .raise();
    }
    var now = surroundings.clock().instant();
    var end = until.map(day -> end(day, now));
    var waiver = new Waiver(fingerprint, reason.strip(), surroundings.user(), now, end);
    return with(waivers -> {
      if (!seen(waivers).has(fingerprint, waivers.log())) {
        throw new Problem(
                Code.BAD_USAGE,
                "--waive: no review here has shown a finding " + fingerprint,
                "Review first, and take it from the end of a finding's line.")
            .raise();
      }
      waivers.grant(waiver);
      return fingerprint + until.map(day -> " until " + day).orElse(", without an end");
    });
  }

  /**
   * Takes a waiver back.
   *
   * @throws ProblemException BAD_USAGE if there is none
   */
  public void withdraw(String fingerprint) {
    require(fingerprint);
    if (!with(waivers -> waivers.withdraw(fingerprint, surroundings.user()))) {
      throw new Problem(
              Code.BAD_USAGE, "--withdraw: nothing was waived as " + fingerprint + " here", "")
          .raise();
    }
  }

  private SeenFindings seen(StoredWaivers waivers) {
    return new SeenFindings(Places.of(surroundings.environment()), waivers.repository());
  }

  private <T> T with(Function<StoredWaivers, T> work) {
    Logging.quiet();
    var environment = surroundings.environment();
    var places = Places.of(environment);
    try (var source =
            new ChangeSource(surroundings.resolve(folder), new OsProcessRunner(), environment);
        var store = StoreAccess.open(places, environment)) {
      return work.apply(
          new StoredWaivers(store.eventLog(), source.identity(), surroundings.clock()));
    }
  }

  private static void require(String fingerprint) {
    if (!FINGERPRINT.matcher(fingerprint).matches()) {
      throw new Problem(
              Code.BAD_USAGE,
              "not a fingerprint: " + fingerprint,
              "Take it from the end of a finding's line, or from 'fingerprint' in --format json.")
          .raise();
    }
  }

  private static Instant end(String day, Instant now) {
    try {
      var end = LocalDate.parse(day).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (end.isAfter(now)) {
        return end;
      }
    } catch (DateTimeParseException e) {
      // Said below, together with days that are over.
    }
    throw new Problem(
            Code.BAD_USAGE, "--until: not a day to come: " + day, "Write it as in 2027-01-31.")
        .raise();
  }
}
