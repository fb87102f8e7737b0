package dev.parley.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.event.Event;
import dev.parley.event.StreamId;
import dev.parley.llm.LlmPayload.ModelCalled;
import dev.parley.llm.Role;
import dev.parley.model.AttemptId;
import dev.parley.model.ModelName;
import dev.parley.model.Money;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.model.TokenUsage;
import dev.parley.planning.CodingTask;
import dev.parley.planning.TaskGraph;
import dev.parley.planning.TaskType;
import dev.parley.safety.Forecast.Used;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanForecasterTest {

  private static final RunId RUN = new RunId("r1");
  private static final Price PRICE = Price.of(Rates.ofUsd("3", "15", "3.75", "0.30"));

  @Test
  void withoutHistoryItSaysThatItGuesses() {
    var forecast = forecast(CallHistory.none(), chain(1), 4);

    assertThat(forecast.basis()).isEqualTo("no history yet: a rough guess");
    assertThat(forecast.expected().calls()).isPositive();
    assertThat(forecast.expected().cost().micros()).isGreaterThan(forecast.least().cost().micros());
  }

  @Test
  void muchHistoryOutweighsTheGuess() {
    var history = CallHistory.of(calls(400, 3, new TokenUsage(1_000, 100, 0, 0), 2_000));

    var forecast = forecast(history, chain(10), 1);

    assertThat(history.attemptsPerTask()).isBetween(1.0, 1.01);
    // Each attempt made three coding calls; the guess of twelve has all but faded.
    assertThat(forecast.expected().calls()).isBetween(41L, 43L);
    assertThat(forecast.basis()).isEqualTo("from 1600 earlier calls");
  }

  @Test
  void tasksInAChainTakeLongerThanTasksSideBySide() {
    var history = CallHistory.none();

    var chain = forecast(history, chain(8), 4).expected().time();
    var wide = forecast(history, wide(8), 4).expected().time();

    assertThat(chain).isGreaterThan(wide.multipliedBy(3));
  }

  @Test
  void aModelWithoutAPriceIsTakenToBeFree() {
    var free = new PlanForecaster(CallHistory.none(), Map.of());

    var forecast = free.forecast(chain(3), 1, Money.ZERO, Used.NOTHING);

    assertThat(forecast.expected().cost()).isEqualTo(Money.ZERO);
    assertThat(forecast.expected().tokens()).isPositive();
  }

  private static Forecast forecast(CallHistory history, TaskGraph graph, int slots) {
    var prices = Map.of(Role.CODING, PRICE, Role.REVIEW, PRICE);
    return new PlanForecaster(history, prices).forecast(graph, slots, Money.ZERO, Used.NOTHING);
  }

  /** So many attempts, each of another task, with so many coding calls and one review. */
  private static List<Event> calls(int attempts, int coding, TokenUsage usage, long millis) {
    var events = new ArrayList<Event>();
    for (int i = 1; i <= attempts; i++) {
      var attempt = new AttemptId(RUN, new TaskId("T" + i), 1);
      for (int call = 0; call < coding; call++) {
        events.add(event(Role.CODING, attempt, usage, millis));
      }
      events.add(event(Role.REVIEW, attempt, usage, millis));
    }
    return events;
  }

  private static Event event(Role role, AttemptId attempt, TokenUsage usage, long millis) {
    var called =
        new ModelCalled(
            role,
            new ModelName("scripted", "model"),
            Optional.of(attempt),
            Optional.of(usage),
            Money.ZERO,
            millis,
            "answered");
    return new Event(StreamId.telemetry(RUN), 1, 1, Instant.EPOCH, called);
  }

  private static TaskGraph chain(int tasks) {
    return graph(
        tasks, number -> number == 1 ? List.of() : List.of(new TaskId("T" + (number - 1))));
  }

  private static TaskGraph wide(int tasks) {
    return graph(tasks, _ -> List.of());
  }

  private static TaskGraph graph(
      int tasks, java.util.function.IntFunction<List<TaskId>> dependencies) {
    return new TaskGraph(
        IntStream.rangeClosed(1, tasks)
            .mapToObj(number ->
                new CodingTask(
                    new TaskId("T" + number),
                    "t",
                    "d",
                    TaskType.CREATION,
                    List.of(),
                    List.of(),
                    dependencies.apply(number),
                    List.of(),
                    List.of()))
            .toList());
  }
}
