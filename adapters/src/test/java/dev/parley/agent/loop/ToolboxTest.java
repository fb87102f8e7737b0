package dev.parley.agent.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agent.AgentResult;
import dev.parley.llm.ModelReply;
import dev.parley.llm.ModelReply.StopReason;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the tools answer, seen through whole sessions. */
class ToolboxTest extends AgentFixture {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "read_file   | {                                  | cannot be used",
        "read_file   | []                                 | cannot be used",
        "read_file   | {}                                 | path is missing",
        "read_file   | {\"file\": \"a\"}                  | [file]",
        "read_file   | {\"path\": 7}                      | not a text",
        "read_file   | {\"path\": \"a\", \"path\": \"b\"} | cannot be used",
        "read_file   | {\"path\": \"a\", \"start_line\": \"x\"} | whole number",
        "read_file   | {\"path\": \"a\", \"start_line\": 9} | none from 9 on",
        "read_file   | {\"path\": \"a\", \"start_line\": 3, \"end_line\": 2} | before start_line",
        "read_file   | {\"path\": \"../a\"}               | may not go up",
        "write_file  | {\"path\": \"a\"}                  | content is missing",
        "edit_file   | {\"path\": \"a\", \"old_text\": \"x\"} | new_text is missing",
        "search      | {\"pattern\": \"(\"}               | regular expression",
        "run_command | {\"command\": \" \"}               | empty",
        "finish      | {}                                 | summary is missing",
        "finish      | {\"summary\": \"\"}                | what was changed",
        "rm_rf       | {}                                 | The tools are: list_files",
      })
  void tellsTheModelWhatIsWrongWithACall(String tool, String arguments, String words) {
    files.put("a", "1\n2\n".getBytes(UTF_8));
    model.uses(tool, arguments).finishes();

    assertThat(work()).isEqualTo(new AgentResult.Finished("Did it.", 2));
    assertThat(result(0).error()).isTrue();
    assertThat(result(0).text()).contains(words);
  }

  @Test
  void takesNumbersAndTruthValuesWrittenAsText() {
    files.put("a", "x\nx\n".getBytes(UTF_8));
    model
        .uses(
            "edit_file",
            "{\"path\": \"a\", \"old_text\": \"x\", \"new_text\": \"\", \"replace_all\": \"true\"}")
        .uses("read_file", "{\"path\": \"a\", \"start_line\": \"1\", \"end_line\": 1.0}")
        .finishes();

    work();

    assertThat(result(0).error()).isFalse();
    assertThat(text("a")).isEqualTo("\n\n");
  }

  @Test
  void saysHowACommandEnded() {
    shell = _ -> completed(3, "out\n", "err\n");
    model.uses("run_command", "{\"command\": \"x\"}").finishes();
    work();

    assertThat(result(0).text()).isEqualTo("exit code 3\nstdout:\nout\nstderr:\nerr\n");
    assertThat(result(0).error()).isFalse();
  }

  @Test
  void tellsTheModelThatACommandWasKilled() {
    shell = _ -> new Completed(143, "half", "", true, true, 5);
    model.uses("run_command", "{\"command\": \"x\", \"timeout_seconds\": 7}").finishes();
    work();

    assertThat(result(0).error()).isTrue();
    assertThat(result(0).text()).contains("Killed after 7 s", "half", "a part of it is lost");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {"``, 120", "5, 5", "0, 1", "-3, 1", "600, 600", "100000, 600", "\"30\", 30"})
  void boundsTheTimeOfCommands(String asked, int seconds) {
    String argument = asked.isEmpty() ? "" : ", \"timeout_seconds\": " + asked;
    model.uses("run_command", "{\"command\": \"x\"" + argument + "}").finishes();
    work();

    assertThat(commands).extracting(Command::timeout).containsOnly(Duration.ofSeconds(seconds));
  }

  @Test
  void givesACommandNoMoreTimeThanTheSessionHasLeft() {
    var call = model.tool("run_command", "{\"command\": \"x\"}");
    model
        .then(_ -> {
          clock.advance(Duration.ofMinutes(29).plusSeconds(30));
          return new ModelReply("", List.of(call), StopReason.TOOL_USE, Optional.empty());
        })
        .finishes();
    work();

    assertThat(commands).extracting(Command::timeout).containsOnly(Duration.ofSeconds(30));
  }

  @Test
  void cutsALongResultInTheMiddleAndSaysSo() {
    shell = _ -> completed(0, "begin" + "x".repeat(50_000) + "end", "");
    model.uses("run_command", "{\"command\": \"x\"}").finishes();
    work();

    assertThat(result(0).text())
        .hasSizeLessThan(2_200)
        .contains("begin", "end", "characters left out");
  }

  @Test
  void saysHowToReadOnInALongFile() {
    files.put("a", "0123456789\n".repeat(1_000).getBytes(UTF_8));
    model.uses("read_file", "{\"path\": \"a\"}").finishes();
    work();

    assertThat(result(0).text())
        .hasSizeLessThan(2_000)
        .startsWith("a, lines 1-94 of 1000:")
        .endsWith("[more: read on with start_line 95]\n");
  }
}
