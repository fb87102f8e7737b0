package dev.parley.analytics.fingerprint;

import static dev.parley.model.Require.require;

import java.util.Optional;

/**
 * The name of a failure.
 *
 * @param key the version of the rules and a hash: {@code f1-0123456789ab}
 * @param title one masked line of at most {@value #MAX_TITLE} characters; holds no secret
 * @param command what failed, masked; empty if it was no command
 * @param exitCode of that command
 */
public record Fingerprint(
    String key,
    FailureClass kind,
    String title,
    Optional<String> command,
    Optional<Integer> exitCode) {

  public static final int MAX_TITLE = 160;

  public Fingerprint {
    require(title.length() <= MAX_TITLE, "title too long: %d", title.length());
  }

  /** For people: class and title. */
  public String inWords() {
    return kind.inWords() + ": " + title;
  }
}
