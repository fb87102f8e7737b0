package dev.parley.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agent.AgentPayload;
import dev.parley.agent.AgentPayload.AgentSaid;
import dev.parley.agent.AgentPayload.ToolUsed;
import dev.parley.agent.AgentResult;
import dev.parley.agent.AgentTask;
import dev.parley.agent.CodingAgent;
import dev.parley.model.AttemptId;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link CodingAgent} promises. */
@Timeout(120)
public abstract class CodingAgentContract {

  private final List<AgentPayload> heard = new CopyOnWriteArrayList<>();

  /** A task of the attempt the agents below work on; its worktree is empty. */
  protected abstract AgentTask task();

  /** Writes {@code hello.txt} with the text {@code hello} and says that it is done. */
  protected abstract CodingAgent writing();

  /** Works for longer than any test may take. */
  protected abstract CodingAgent endless();

  /** A file of the task's worktree, as seen from outside; empty if there is none. */
  protected abstract Optional<String> file(String path);

  @Test
  void hasANameThatCanBeTypedAsAnOption() {
    assertThat(writing().name()).matches("[a-z][a-z0-9:._-]*");
  }

  @Test
  void leavesItsWorkInTheWorktreeAndSaysThatItIsDone() {
    var result = writing().work(task(), heard::add);

    assertThat(result).isInstanceOf(AgentResult.Finished.class);
    assertThat(file("hello.txt")).contains("hello");
  }

  @Test
  void tellsWhatItDoesInBoundedSize() {
    writing().work(task(), heard::add);

    assertThat(heard).isNotEmpty();
    for (AgentPayload payload : heard) {
      switch (payload) {
        case AgentSaid(var attempt, var text) -> {
          assertThat(attempt).isEqualTo(attempt());
          assertThat(text).hasSizeLessThan(10_000);
        }
        case ToolUsed used -> {
          assertThat(used.attempt()).isEqualTo(attempt());
          assertThat(used.what()).hasSizeLessThanOrEqualTo(300);
          assertThat(used.result()).hasSizeLessThanOrEqualTo(2_000);
        }
        case AgentPayload.Coded _ -> throw new AssertionError("only the caller knows the tree");
      }
    }
  }

  @Test
  void endsWhenInterrupted() throws Exception {
    var flagged = new AtomicBoolean();
    var work =
        new FutureTask<AgentResult>(() -> {
          try {
            return endless().work(task(), heard::add);
          } finally {
            flagged.set(Thread.currentThread().isInterrupted());
          }
        });
    var thread = Thread.ofVirtual().start(work);

    thread.interrupt();

    assertThatThrownBy(work::get)
        .cause()
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo(Code.INTERRUPTED));
    assertThat(flagged).isTrue();
  }

  private AttemptId attempt() {
    return task().attempt();
  }
}
