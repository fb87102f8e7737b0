package dev.parley.agent.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agent.AgentPayload.AgentSaid;
import dev.parley.agent.AgentPayload.ToolUsed;
import dev.parley.agent.AgentResult;
import dev.parley.llm.Message;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.llm.ModelRequest;
import dev.parley.llm.Role;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.process.Command;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BuiltinAgentTest extends AgentFixture {

  // The conversation

  @Test
  void carriesOutWhatTheModelAsksForUntilItFinishes() {
    model
        .uses("write_file", "{\"path\": \"src/CsvWriter.java\", \"content\": \"class X {}\\n\"}")
        .uses(
            "edit_file",
            "{\"path\": \"src/CsvWriter.java\", \"old_text\": \"X\", \"new_text\": \"CsvWriter\"}")
        .uses("run_command", "{\"command\": \"mvn test\"}")
        .finishes();

    assertThat(work()).isEqualTo(new AgentResult.Finished("Did it.", 4));
    assertThat(text("src/CsvWriter.java")).isEqualTo("class CsvWriter {}\n");
    assertThat(commands).extracting(Command::argv).containsExactly(List.of("sh", "-c", "mvn test"));
  }

  @Test
  void endsOnAnAnswerWithoutToolCalls() {
    model.says("All is done.", StopReason.END);

    assertThat(work()).isEqualTo(new AgentResult.Finished("All is done.", 1));
  }

  @Test
  void tellsTheTaskInTheFirstMessage() {
    model.finishes();
    work();

    String first = ((Message.User) model.last(0)).text();
    assertThat(first.lines()).contains("Task: T1", "Attempt: 2", "- A comma in a cell is quoted.");
    assertThat(first)
        .contains("Write reports as CSV", "Add a CsvWriter.", "src/CsvWriter.java", "mvn test")
        .contains("R1: Reports can be exported.", "Use tabs.", "it leaks", "src/A.java");
  }

  @Test
  void saysNothingOfALastAttemptWhenThereIsNone() {
    feedback = List.of();
    model.finishes();
    work();

    assertThat(((Message.User) model.last(0)).text()).doesNotContain("last attempt");
  }

  @Test
  void marksForeignTextAsData() {
    model.finishes();
    work();

    String first = ((Message.User) model.last(0)).text();
    assertThat(first).containsPattern("<data nonce=\"[0-9a-f]{16}\">\nUse tabs\\.");
    assertThat(first).doesNotContain("</data nonce=\"1\">");
  }

  @Test
  void asksAsTheContractSays() {
    model.finishes();
    work();

    ModelRequest request = model.requests().getFirst();
    assertThat(request.role()).isEqualTo(Role.CODING);
    assertThat(request.stream()).isTrue();
    assertThat(request.schema()).isEmpty();
    assertThat(request.context().attempt()).contains(ATTEMPT);
    assertThat(request.tools())
        .extracting(tool -> tool.name())
        .containsExactly(
            "list_files",
            "read_file",
            "search",
            "edit_file",
            "write_file",
            "delete_file",
            "run_command",
            "finish");
  }

  @Test
  void carriesOutSeveralToolsOfOneAnswerInOrder() {
    model
        .uses(
            model.tool("write_file", "{\"path\": \"a\", \"content\": \"1\"}"),
            model.tool("edit_file", "{\"path\": \"a\", \"old_text\": \"1\", \"new_text\": \"2\"}"),
            model.tool("read_file", "{\"path\": \"a\"}"))
        .finishes();

    work();

    assertThat(result(0).text()).isEqualTo("a, lines 1-1 of 1:\n     1\t2\n");
  }

  @Test
  void doesNotFinishWhenAnotherToolOfTheAnswerFailed() {
    model
        .uses(
            model.tool("read_file", "{\"path\": \"missing\"}"),
            model.tool("finish", "{\"summary\": \"s\"}"))
        .finishes();

    assertThat(work()).isEqualTo(new AgentResult.Finished("Did it.", 2));
    assertThat(result(0).error()).isTrue();
    assertThat(result(0).text()).contains("another tool of this answer failed");
  }

  // Ends that are no success

  @Test
  void givesUpWhenTheModelDeclines() {
    model.says("I cannot help with that.", StopReason.REFUSED);

    assertThat(work()).isInstanceOf(AgentResult.GaveUp.class);
  }

  @Test
  void runsNoToolOfAnAnswerThatWasCutOffAndGoesOn() {
    model
        .says("", StopReason.LENGTH, model.tool("write_file", "{\"path\": \"a\", \"content\": \""))
        .says("so far", StopReason.LENGTH)
        .finishes();

    assertThat(work()).isEqualTo(new AgentResult.Finished("Did it.", 3));
    assertThat(files.bytes("a")).isEmpty();
    assertThat(((Message.User) model.last(0)).text()).contains("cut off");
  }

  @Test
  void givesUpWhenEveryAnswerIsCutOff() {
    model.says("and so on", StopReason.LENGTH);

    assertThat(work()).isInstanceOf(AgentResult.GaveUp.class);
    assertThat(model.requests()).hasSize(4);
  }

  @Test
  void asksOnceMoreAfterAnEmptyAnswer() {
    model.says("", StopReason.END).finishes();

    assertThat(work()).isInstanceOf(AgentResult.Finished.class);
  }

  @Test
  void givesUpAfterASecondEmptyAnswer() {
    model.says(" ", StopReason.END);

    assertThat(work()).isInstanceOf(AgentResult.GaveUp.class);
    assertThat(model.requests()).hasSize(2);
  }

  @Test
  void stopsAModelThatDoesTheSameAgainAndAgain() {
    files.put("a", "x".getBytes(UTF_8));
    model.uses("read_file", "{\"path\": \"a\"}");

    assertThat(work()).isInstanceOf(AgentResult.WentInCircles.class);
    assertThat(model.requests()).hasSize(4);
  }

  @Test
  void nudgesOnceAndThenStopsAModelThatOnlyFails() {
    IntStream.range(0, 10).forEach(i -> model.uses("read_file", "{\"path\": \"x" + i + "\"}"));

    assertThat(work()).isInstanceOf(AgentResult.WentInCircles.class);
    assertThat(model.requests()).hasSize(6);
    assertThat(
            model.requests().getLast().messages().stream()
                .filter(m -> m instanceof Message.User(var t) && t.contains("all failed")))
        .hasSize(1);
  }

  @Test
  void runsOutOfTurnsAfterAWarning() {
    IntStream.range(0, 20)
        .forEach(i -> model.uses("write_file", "{\"path\": \"x" + i + "\", \"content\": \"\"}"));

    assertThat(work()).isInstanceOf(AgentResult.RanOut.class);
    assertThat(model.requests()).hasSize(20);
    assertThat(((Message.User) model.last(4)).text()).contains("5 turns are left");
  }

  @Test
  void runsOutOfTime() {
    shell =
        _ -> {
          clock.advance(Duration.ofMinutes(31));
          return completed(0, "", "");
        };
    model.uses(
        model.tool("run_command", "{\"command\": \"x\"}"),
        model.tool("run_command", "{\"command\": \"y\"}"));

    assertThat(work()).isEqualTo(new AgentResult.RanOut("the time limit of 1800 s was used up"));
    assertThat(commands).hasSize(1);
  }

  @Test
  void endsWhenInterrupted() {
    shell =
        _ -> {
          Thread.currentThread().interrupt();
          return completed(0, "", "");
        };
    model.uses("run_command", "{\"command\": \"x\"}");

    try {
      assertThatThrownBy(this::work)
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo(Code.INTERRUPTED));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void letsLimitsThrough() {
    model.then(_ -> {
      throw new Problem(Code.LIMIT_REACHED, "no money", "").raise();
    });

    assertThatThrownBy(this::work).isInstanceOf(ProblemException.class);
  }

  // What is told and kept

  @Test
  void tellsWhatItDoesInBoundedSizeWithoutSecrets() {
    String key = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ2bC4dF6hJ8";
    shell = _ -> completed(0, "token " + key + "\n" + "x".repeat(9_000), "");
    model
        .says(
            "Using " + key + " " + "y".repeat(9_000),
            StopReason.TOOL_USE,
            model.tool(
                "run_command", "{\"command\": \"echo " + key + " " + "z".repeat(900) + "\"}"))
        .finishes();
    work();

    assertThat(heard.toString()).doesNotContain(key).contains("ghp_[masked]");
    assertThat(heard)
        .anySatisfy(event ->
            assertThat(event)
                .isInstanceOfSatisfying(
                    AgentSaid.class, said -> assertThat(said.text()).hasSizeLessThan(4_010)))
        .anySatisfy(event ->
            assertThat(event)
                .isInstanceOfSatisfying(
                    ToolUsed.class,
                    used -> {
                      assertThat(used.tool()).isEqualTo("run_command");
                      assertThat(used.what())
                          .hasSizeLessThanOrEqualTo(300)
                          .startsWith("run_command command=echo");
                      assertThat(used.result()).hasSizeLessThanOrEqualTo(2_000);
                    }));
  }

  @Test
  void keepsALongConversationWithinItsBound() {
    settings =
        new LoopSettings(200, 8_192, Duration.ofMinutes(2), Duration.ofMinutes(10), 2_000, 20_000);
    shell = command -> completed(0, command.argv().getLast() + "y".repeat(5_000), "");
    for (int i = 0; i < 100; i++) {
      model.uses(
          model.tool("run_command", "{\"command\": \"echo " + i + "\"}"),
          model.tool(
              "write_file",
              "{\"path\": \"f" + i + "\", \"content\": \"" + "z".repeat(1_500) + "\"}"));
    }
    model.finishes();

    assertThat(work()).isInstanceOf(AgentResult.Finished.class);
    assertThat(model.requests())
        .allSatisfy(request -> {
          int chars = request.messages().stream().mapToInt(m -> m.toString().length()).sum();
          assertThat(chars).isLessThan(40_000);
          assertThat(((Message.User) request.messages().getFirst()).text()).contains("Task: T1");
        });
    assertThat(model.requests().getLast().messages().toString()).contains("echo 99");
  }
}
