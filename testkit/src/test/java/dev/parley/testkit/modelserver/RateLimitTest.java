package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Caller.question;
import static dev.parley.testkit.modelserver.Protocol.ANTHROPIC;
import static dev.parley.testkit.modelserver.Protocol.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RateLimitTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

  private ServerOptions limits(long requests, long tokens) {
    return ServerOptions.defaults()
        .withRateLimits(new RateLimits(requests, tokens))
        .withClock(now::get);
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("none");
  }

  @Test
  void refusesTheRequestThatIsOneTooManyUntilThereIsRoomAgain() {
    try (var server =
            ScriptedModelServer.start(limits(2, 1_000_000), _ -> ScriptedAnswer.text("Hi."));
        var caller = new Caller(server)) {
      var first = caller.ask(ANTHROPIC, question("Hi."));
      assertThat(header(first, "anthropic-ratelimit-requests-remaining")).isEqualTo("1");
      assertThat(header(first, "anthropic-ratelimit-requests-reset"))
          .isEqualTo("2026-01-01T00:00:30Z");
      assertThat(caller.ask(ANTHROPIC, question("Hi.")).statusCode()).isEqualTo(200);

      var third = caller.ask(ANTHROPIC, question("Hi."));
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(header(third, "retry-after")).isEqualTo("30");
      assertThat(server.requests().getLast().answer()).isEmpty();

      now.updateAndGet(time -> time.plus(Duration.ofSeconds(29)));
      assertThat(caller.ask(ANTHROPIC, question("Hi.")).statusCode()).isEqualTo(429);
      now.updateAndGet(time -> time.plus(Duration.ofSeconds(1)));
      assertThat(caller.ask(ANTHROPIC, question("Hi.")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void countsTheTokensOfQuestionAndAnswer() {
    var answer = ScriptedAnswer.text("x".repeat(400));
    try (var server = ScriptedModelServer.start(limits(1_000, 300), _ -> answer);
        var caller = new Caller(server)) {
      var body = question("x".repeat(400));

      assertThat(caller.ask(OPENAI, body).statusCode()).isEqualTo(200);
      var second = caller.ask(OPENAI, body);
      assertThat(second.statusCode()).isEqualTo(200);
      assertThat(header(second, "x-ratelimit-remaining-tokens")).isEqualTo("0");
      var third = caller.ask(OPENAI, body);
      assertThat(third.statusCode()).isEqualTo(429);
      // 100 tokens overdrawn and 100 needed, at 5 a second.
      assertThat(header(third, "retry-after-ms")).isEqualTo("40000");
    }
  }

  @Test
  void countsEachModelByItself() {
    try (var server = ScriptedModelServer.start(limits(1, 1_000), _ -> ScriptedAnswer.text("Hi."));
        var caller = new Caller(server)) {
      assertThat(caller.ask(OPENAI, question("Hi.")).statusCode()).isEqualTo(200);
      assertThat(caller.ask(OPENAI, question("Hi.")).statusCode()).isEqualTo(429);
      assertThat(caller.ask(OPENAI, question("Hi.").put("model", "other")).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void grantsNothingToAClockThatGoesBackAndForth() {
    try (var server = ScriptedModelServer.start(limits(1, 1_000), _ -> ScriptedAnswer.text("Hi."));
        var caller = new Caller(server)) {
      caller.ask(OPENAI, question("Hi."));
      var before = now.get();
      now.set(before.minus(Duration.ofHours(1)));
      assertThat(caller.ask(OPENAI, question("Hi.")).statusCode()).isEqualTo(429);
      now.set(before);
      assertThat(caller.ask(OPENAI, question("Hi.")).statusCode()).isEqualTo(429);
    }
  }
}
