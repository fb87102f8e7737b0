package dev.parley.adapters.langchain4j;

import static dev.parley.model.Require.require;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param connect until somebody answers the connection
 * @param silenceWhole without a byte, when the answer comes whole
 * @param silenceStreamed without a byte, when the answer comes in pieces
 * @param total for one call, however it drips
 */
public record CallTimeouts(
    Duration connect, Duration silenceWhole, Duration silenceStreamed, Duration total) {

  public static final CallTimeouts STANDARD =
      new CallTimeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(120),
          Duration.ofSeconds(60),
          Duration.ofMinutes(20));

  public CallTimeouts {
    require(connect.isPositive(), "connect must be positive: %s", connect);
    require(silenceWhole.isPositive(), "silenceWhole must be positive: %s", silenceWhole);
    require(silenceStreamed.isPositive(), "silenceStreamed must be positive: %s", silenceStreamed);
    require(total.isPositive(), "total must be positive: %s", total);
  }

  Duration silence(boolean streamed) {
    return streamed ? silenceStreamed : silenceWhole;
  }
}
