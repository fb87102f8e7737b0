package dev.parley.analytics.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.analytics.insight.TaskStream.World;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How often insights are false and how soon they come, by simulation. {@code -Dstreams=N} looks at
 * more streams, {@code -Dstep=1} at every prefix of each; what that found is in {@code
 * docs/analytics.md}.
 */
class InsightGatesTest {

  private static final int STREAMS = Integer.getInteger("streams", 100);
  private static final int STEP = Integer.getInteger("step", 25);
  private static final int LONGEST = 500;
  private static final int WITHIN = 25;

  /** What was found: in how many streams of how many, and what. */
  private static final class Tally {
    private final Map<InsightKind, Integer> kinds = new EnumMap<>(InsightKind.class);
    private int atAnyTime;
    private int atTheEnd;

    synchronized void count(TaskStream stream, int from) {
      var tasks = stream.tasks();
      boolean any = false;
      boolean last = false;
      for (int n = tasks.size(); n >= from; n -= STEP) {
        var told = Insights.ofTasks(tasks.subList(0, n));
        last = n == tasks.size() ? !told.isEmpty() : last;
        if (!told.isEmpty() && !any) {
          told.forEach(insight -> kinds.merge(insight.kind(), 1, Integer::sum));
        }
        any |= !told.isEmpty();
      }
      atAnyTime += any ? 1 : 0;
      atTheEnd += last ? 1 : 0;
    }
  }

  @Test
  void aHealthyStreamRaisesNothing() {
    healthy("with attempts", tasks -> tasks);
  }

  @Test
  void aHealthyHistoryFileRaisesNothing() {
    healthy("without attempts", TaskStream::withoutAttempts);
  }

  private static void healthy(String name, UnaryOperator<TaskStream> told) {
    var tally = new Tally();
    IntStream.range(0, STREAMS)
        .parallel()
        .forEach(seed -> {
          double success = 0.8 + 0.15 * (seed % 16) / 15;
          double spread = 0.2 + 0.2 * (seed % 5);
          tally.count(
              told.apply(new TaskStream(seed).add(LONGEST, World.healthy(success, spread))), 5);
        });
    System.err.printf(
        "healthy, %s: %d streams of %d, at any time %d, at the end %d %s%n",
        name, STREAMS, LONGEST, tally.atAnyTime, tally.atTheEnd, tally.kinds);

    assertThat(tally.atAnyTime).isLessThanOrEqualTo(STREAMS / 100 + 3);
  }

  @Test
  void aChangeForTheWorseIsFound() {
    var found = new TreeMap<String, Double>();
    found.put("success 0.9 to 0.5", rate(InsightKind.SUCCESS_DROP, w -> w.success(0.5)));
    found.put("cost doubled", rate(InsightKind.COST_RISE, w -> w.dearer(2)));
    found.put("time doubled", rate(InsightKind.SLOWDOWN, w -> w.slower(2)));
    found.put("cache hits 0.7 to 0.3", rate(InsightKind.CACHE_DROP, w -> w.hits(0.3)));
    found.put("a new failure", rate(InsightKind.NEW_FAILURE, w -> w.failing(0.5, 0.8)));
    System.err.println(found);

    assertThat(found.values()).allSatisfy(rate -> assertThat(rate).isGreaterThan(0.5));
  }

  private static double rate(InsightKind kind, UnaryOperator<World> change) {
    int[] found = new int[STREAMS];
    IntStream.range(0, STREAMS)
        .parallel()
        .forEach(seed -> {
          var before = World.healthy(0.9, 0.5);
          var tasks =
              new TaskStream(1_000_000L + seed)
                  .add(100, before)
                  .add(WITHIN, change.apply(before))
                  .tasks();
          found[seed] =
              IntStream.rangeClosed(101, 100 + WITHIN)
                      .anyMatch(n ->
                          Insights.ofTasks(tasks.subList(0, n)).stream()
                              .anyMatch(insight -> insight.kind() == kind))
                  ? 1
                  : 0;
        });
    return (double) IntStream.of(found).sum() / STREAMS;
  }
}
