package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.event.Event;
import dev.parley.event.EventLog;
import dev.parley.event.Fence;
import dev.parley.event.StaleWriteException;
import dev.parley.event.StreamId;
import dev.parley.model.RunId;
import dev.parley.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link EventLog} promises. */
public abstract class EventLogContract {

  protected static final RunId RUN = new RunId("run-1");
  protected static final RunId OTHER_RUN = new RunId("run-2");
  protected static final StreamId STREAM = StreamId.run(RUN);

  protected final ManualClock clock = new ManualClock();

  /** An empty log; the same one throughout a test. It takes the time from {@link #clock}. */
  protected abstract EventLog log();

  @Test
  void readsBackWhatWasAppendedInOrder() {
    long version = append(STREAM, 0, "a", "b");

    assertThat(version).isEqualTo(2);
    assertThat(log().read(STREAM, 0))
        .extracting(Event::payload, Event::version)
        .containsExactly(tuple(new Note("a"), 1L), tuple(new Note("b"), 2L));
  }

  @Test
  void keepsAnyText() {
    String text = "\" \\ ' äöü 漢字 \uD83D\uDE00 -- ; drop table events";

    append(STREAM, 0, text);

    assertThat(texts(log().read(STREAM, 0))).containsExactly(text);
  }

  @Test
  void stampsEventsWithTheTime() {
    append(STREAM, 0, "a");
    clock.advance(Duration.ofMillis(1500));
    append(STREAM, 1, "b");

    assertThat(log().read(STREAM, 0))
        .extracting(Event::time)
        .containsExactly(clock.instant().minusMillis(1500), clock.instant());
  }

  @Test
  void refusesAnAppendToAStreamThatMovedOn() {
    append(STREAM, 0, "a");

    assertThatThrownBy(() -> append(STREAM, 0, "b")).isInstanceOf(StaleWriteException.class);
    assertThatThrownBy(() -> append(STREAM, 2, "b")).isInstanceOf(StaleWriteException.class);
    assertThat(texts(log().read(STREAM, 0))).containsExactly("a");
  }

  @Test
  void undoesTheWholeTransactionOfAStaleWriter() {
    append(STREAM, 0, "a");
    var commands = StreamId.commands(RUN);

    assertThatThrownBy(() ->
            log()
                .transact(t -> {
                  t.append(commands, List.of(new Note("lost")));
                  return t.append(STREAM, 0, List.of(new Note("b")));
                }))
        .isInstanceOf(StaleWriteException.class);

    assertThat(log().read(commands, 0)).isEmpty();
    assertThat(log().readRun(RUN, 0, 10)).hasSize(1);
  }

  @Test
  void keepsNothingOfWorkThatThrows() {
    var failure = new IllegalArgumentException("no");

    assertThatThrownBy(() ->
            log()
                .transact(t -> {
                  t.append(STREAM, 0, List.of(new Note("lost")));
                  t.raiseEpoch(STREAM);
                  throw failure;
                }))
        .isSameAs(failure);

    assertThat(log().read(STREAM, 0)).isEmpty();
    assertThat(log().runs()).isEmpty();
    assertThat(raise(STREAM).epoch()).isEqualTo(1);
  }

  @Test
  void anyoneAppendsToCommandsWithoutAPosition() {
    var commands = StreamId.commands(RUN);

    long first = log().transact(t -> t.append(commands, List.of(new Note("pause"))));
    long second = log().transact(t -> t.append(commands, List.of(new Note("resume"))));

    assertThat(List.of(first, second)).containsExactly(1L, 2L);
  }

  @Test
  void appendingNothingChangesNothing() {
    append(STREAM, 0, "a");

    long version = log().transact(t -> t.append(STREAM, 1, List.of()));

    assertThat(version).isEqualTo(1);
    assertThat(log().readAll(0, 10)).hasSize(1);
  }

  @Test
  void seesItsOwnAppendsWithinATransaction() {
    long version =
        log()
            .transact(t -> {
              long after = t.append(STREAM, 0, List.of(new Note("a")));
              return t.append(STREAM, after, List.of(new Note("b")));
            });

    assertThat(version).isEqualTo(2);
  }

  @Test
  void refusesWhoeverWasOvertaken() {
    Fence first = raise(STREAM);
    Fence second = raise(STREAM);

    assertThat(second.epoch()).isEqualTo(first.epoch() + 1);
    assertThatThrownBy(() -> append(first, "late")).isInstanceOf(StaleWriteException.class);
    assertThatThrownBy(() -> check(first)).isInstanceOf(StaleWriteException.class);
    check(second);
    assertThat(append(second, "a")).isEqualTo(1);
    assertThat(append(second, "b")).isEqualTo(2);
    assertThat(texts(log().read(STREAM, 0))).containsExactly("a", "b");
  }

  @Test
  void aFenceGuardsItsOwnStreamOnly() {
    Fence fence = raise(STREAM);
    raise(StreamId.draft(RUN));

    assertThat(append(fence, "a")).isEqualTo(1);
  }

  @Test
  void raisingAnEpochKeepsTheStreamsVersion() {
    append(STREAM, 0, "a");

    Fence fence = raise(STREAM);

    assertThat(append(fence, "b")).isEqualTo(2);
  }

  @Test
  void readsAStreamFromAVersionOn() {
    append(STREAM, 0, "a", "b", "c");

    assertThat(texts(log().read(STREAM, 1))).containsExactly("b", "c");
    assertThat(log().read(STREAM, 3)).isEmpty();
  }

  @Test
  void readsARunAcrossItsStreamsInTheOrderOfCommit() {
    append(STREAM, 0, "a");
    append(StreamId.run(OTHER_RUN), 0, "other");
    append(StreamId.draft(RUN), 0, "b");
    append(STREAM, 1, "c");

    List<Event> all = log().readRun(RUN, 0, 10);

    assertThat(texts(all)).containsExactly("a", "b", "c");
    assertThat(texts(log().readRun(RUN, 0, 2))).containsExactly("a", "b");
    assertThat(texts(log().readRun(RUN, all.get(1).position(), 10))).containsExactly("c");
    assertThat(texts(log().readAll(0, 10))).containsExactly("a", "other", "b", "c");
    assertThat(texts(log().readAll(0, 1))).containsExactly("a");
  }

  @Test
  void knowsWhereItEnds() {
    assertThat(log().lastPosition()).isZero();

    append(STREAM, 0, "a");
    append(StreamId.run(OTHER_RUN), 0, "other");

    assertThat(log().lastPosition()).isEqualTo(log().readAll(0, 10).getLast().position());
  }

  @Test
  void refusesALimitBelowOne() {
    assertThatThrownBy(() -> log().readRun(RUN, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> log().readAll(0, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void knowsEveryRunOldestFirst() {
    append(StreamId.run(OTHER_RUN), 0, "a");
    append(STREAM, 0, "b");
    append(StreamId.draft(OTHER_RUN), 0, "c");

    assertThat(log().runs()).containsExactly(OTHER_RUN, RUN);
  }

  @Test
  void actsAfterTheCommitAndOnlyThen() {
    var seen = new ArrayList<Integer>();

    log()
        .transact(t -> {
          t.afterCommit(() -> seen.add(log().read(STREAM, 0).size()));
          return t.append(STREAM, 0, List.of(new Note("a")));
        });

    assertThat(seen).containsExactly(1);
  }

  @Test
  void doesNotActAfterARollBack() {
    var seen = new ArrayList<String>();

    assertThatThrownBy(() ->
            log()
                .transact(t -> {
                  t.afterCommit(() -> seen.add("acted"));
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(seen).isEmpty();
  }

  @Test
  void mayWriteAgainAfterTheCommit() {
    log()
        .transact(t -> {
          t.afterCommit(() -> append(STREAM, 1, "b"));
          return t.append(STREAM, 0, List.of(new Note("a")));
        });

    assertThat(texts(log().read(STREAM, 0))).containsExactly("a", "b");
  }

  @Test
  void refusesATransactionWithinATransaction() {
    assertThatThrownBy(() -> log().transact(t -> append(STREAM, 0, "a")))
        .isInstanceOf(IllegalStateException.class);

    assertThat(append(STREAM, 0, "a")).isEqualTo(1);
  }

  @Test
  void refusesATransactionThatHasEnded() {
    var kept = log().transact(t -> t);

    assertThatThrownBy(() -> kept.append(STREAM, List.of(new Note("late"))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void hasNoHandleOfAnUnknownKind() {
    assertThatThrownBy(() -> log().transact(t -> t.unwrap(Thread.class)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void losesNothingAndOrdersEverythingUnderManyWriters() throws Exception {
    int writers = 8;
    int each = 20;

    inParallel(
        writers,
        writer -> {
          var commands = StreamId.commands(writer % 2 == 0 ? RUN : OTHER_RUN);
          for (int i = 0; i < each; i++) {
            String text = writer + "/" + i;
            log().transact(t -> t.append(commands, List.of(new Note(text))));
          }
          return writer;
        });

    List<Event> all = log().readAll(0, Integer.MAX_VALUE);
    assertThat(new HashSet<>(texts(all))).hasSize(writers * each);
    assertThat(all).extracting(Event::position).doesNotHaveDuplicates().isSorted();
    assertThat(log().read(StreamId.commands(RUN), 0))
        .extracting(Event::version)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, writers * each / 2).boxed().toList());
  }

  @Test
  void aReaderNeverMissesAnEventBelowAPositionItRead() throws Exception {
    int writers = 6;
    int each = 25;
    var followed = new ArrayList<Event>();
    var follower =
        Thread.ofPlatform()
            .start(() -> {
              long position = 0;
              while (followed.size() < writers * each) {
                List<Event> next = log().readRun(RUN, position, 7);
                followed.addAll(next);
                position = next.isEmpty() ? position : next.getLast().position();
              }
            });

    inParallel(
        writers,
        writer -> {
          var stream = new StreamId(RUN, "writer/" + writer);
          for (int i = 0; i < each; i++) {
            int version = i;
            log().transact(t -> t.append(stream, version, List.of(new Note("x"))));
          }
          return writer;
        });
    follower.join(Duration.ofSeconds(30));

    assertThat(followed).isEqualTo(log().readRun(RUN, 0, Integer.MAX_VALUE));
  }

  @Test
  void onlyOneOfManyRacingWritersWins() throws Exception {
    List<Boolean> won =
        inParallel(
            8,
            writer -> {
              try {
                append(STREAM, 0, "writer " + writer);
                return true;
              } catch (StaleWriteException e) {
                return false;
              }
            });

    assertThat(won).containsOnlyOnce(true);
    assertThat(log().read(STREAM, 0)).hasSize(1);
  }

  protected final long append(StreamId stream, long expected, String... texts) {
    return log().transact(t -> t.append(stream, expected, notes(texts)));
  }

  private long append(Fence fence, String... texts) {
    return log().transact(t -> t.append(fence, notes(texts)));
  }

  private Fence raise(StreamId stream) {
    return log().transact(t -> t.raiseEpoch(stream));
  }

  private void check(Fence fence) {
    log()
        .transact(t -> {
          t.check(fence);
          return fence;
        });
  }

  private static List<Note> notes(String... texts) {
    return List.of(texts).stream().map(Note::new).toList();
  }

  protected static List<String> texts(List<Event> events) {
    return events.stream().map(e -> ((Note) e.payload()).text()).toList();
  }

  private interface Part<T> {
    T run(int index) throws Exception;
  }

  private static <T> List<T> inParallel(int threads, Part<T> part) throws Exception {
    var start = new CountDownLatch(1);
    try (var executor = Executors.newFixedThreadPool(threads)) {
      List<Callable<T>> parts =
          IntStream.range(0, threads)
              .<Callable<T>>mapToObj(i ->
                  () -> {
                    start.await();
                    return part.run(i);
                  })
              .toList();
      List<Future<T>> running = parts.stream().map(executor::submit).toList();
      start.countDown();
      var results = new ArrayList<T>();
      for (Future<T> future : running) {
        results.add(future.get());
      }
      return results;
    }
  }
}
