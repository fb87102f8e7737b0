package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Requests.after;
import static dev.parley.testkit.modelserver.Requests.first;
import static dev.parley.testkit.modelserver.ScriptedAnswer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.model.TokenUsage;
import dev.parley.testkit.modelserver.ScriptedAnswer.BrokenStream;
import dev.parley.testkit.modelserver.ScriptedAnswer.Delayed;
import dev.parley.testkit.modelserver.ScriptedAnswer.Ending;
import dev.parley.testkit.modelserver.ScriptedAnswer.RateLimited;
import dev.parley.testkit.modelserver.ScriptedAnswer.Rejected;
import dev.parley.testkit.modelserver.ScriptedAnswer.Reply;
import dev.parley.testkit.modelserver.ScriptedAnswer.Slow;
import dev.parley.testkit.modelserver.ScriptedAnswer.Truncated;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptFileTest {

  private static ConversationScript script(String entries) {
    return ScriptFile.parse("demo.json", "{'answers': [%s]}".formatted(entries).replace('\'', '"'));
  }

  private static ScriptedAnswer only(String entry) {
    return script(entry).answer(first("coding", "T1", "Go.\nAttempt: 1\n"));
  }

  private static Problem problem(String json) {
    var thrown =
        catchThrowableOfType(
            ProblemException.class, () -> ScriptFile.parse("demo.json", json.replace('\'', '"')));
    assertThat(thrown).as(json).isNotNull();
    return thrown.problem();
  }

  @Test
  void matchesRoleTaskAttemptTurnAndWords() {
    var script =
        script(
            """
            {'role': 'coding', 'task': 'T1', 'attempt': 1, 'turn': 0, 'comment': 'The first.',
             'reply': {'text': 'I do.', 'tool_calls': [
               {'name': 'write_file', 'args': {'path': 'a.txt', 'content': 'hello'}}]}},
            {'role': 'coding', 'task': 'T1', 'contains': 'reaction 1', 'reply': {'text': 'Done.'}},
            {'role': 'coding', 'attempt': 2, 'reply': {'text': 'Again.'}},
            {'role': 'planning', 'reply': {'json': {'tasks': []}}},
            {'reply': {'text': 'Anything else.'}}
            """);

    assertThat(script.answer(first("coding", "T1", "Go.\nAttempt: 1\n")))
        .isEqualTo(
            ScriptedAnswer.reply(
                Block.text("I do."),
                new Block.ToolCall(
                    "write_file", Json.object().put("path", "a.txt").put("content", "hello"))));
    assertThat(script.answer(after(1, "coding", "T1", "Attempt: 1"))).isEqualTo(text("Done."));
    assertThat(script.answer(first("coding", "T9", "Attempt: 2"))).isEqualTo(text("Again."));
    assertThat(script.answer(first("planning", "", "Plan."))).isEqualTo(text("{\"tasks\":[]}"));
    assertThat(script.answer(first("", "", "Hi."))).isEqualTo(text("Anything else."));
  }

  @Test
  void readsUsageAndDelay() {
    var usage = "'usage': {'input': 1, 'output': 2, 'cache_write': 3, 'cache_read': 4}";

    assertThat(only("{'reply': {'text': 'Hi.', 'delay_ms': 50, " + usage + "}}"))
        .isEqualTo(
            new Delayed(Duration.ofMillis(50), text("Hi.").withUsage(new TokenUsage(1, 2, 3, 4))));
  }

  @Test
  void letsAFaultGoAwayAfterSoManyTimes() {
    var script =
        script(
            """
            {'times': 1, 'fault': {'kind': 'rate_limited', 'retry_after_s': 0.5}},
            {'reply': {'text': 'Fine.'}}
            """);
    var request = first("coding", "T1", "Go.");

    assertThat(script.answer(request))
        .isEqualTo(new RateLimited(Optional.of(Duration.ofMillis(500))));
    assertThat(script.answer(request)).isEqualTo(text("Fine."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate_limited",
        "server_error",
        "overloaded",
        "out_of_credit",
        "rejected",
        "malformed_json",
        "refusal",
        "stall",
        "hang_up"
      })
  void readsFaultsThatNeedNoReply(String kind) {
    assertThat(only("{'fault': {'kind': '%s'}}".formatted(kind))).isNotInstanceOf(Reply.class);
  }

  @Test
  void readsFaultsThatSpoilAReply() {
    var entry = "{'reply': {'text': 'Hi.'}, 'fault': {'kind': '%s', %s}}";

    assertThat(only(entry.formatted("cut_stream", "'after_events': 2")))
        .isEqualTo(new BrokenStream(text("Hi."), 2, Ending.CUT));
    assertThat(only(entry.formatted("stall_stream", "'after_events': 2")))
        .isEqualTo(new BrokenStream(text("Hi."), 2, Ending.SILENCE));
    assertThat(only(entry.formatted("error_in_stream", "'after_events': 2")))
        .isEqualTo(new BrokenStream(text("Hi."), 2, Ending.ERROR_EVENT));
    assertThat(only(entry.formatted("truncated", "'comment': ''")))
        .isEqualTo(new Truncated(text("Hi.")));
    assertThat(only(entry.formatted("slow", "'between_events_ms': 5")))
        .isEqualTo(new Slow(text("Hi."), Duration.ofMillis(5)));
    assertThat(only(entry.formatted("rejected", "'status': 403, 'type': 't', 'message': 'm'")))
        .isEqualTo(new Rejected(403, "t", "m"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiter = '|',
      textBlock =
          """
          {'reply': {'text': 'x'}, 'rolle': 'coding'} | demo.json, line 1, entry 1: unknown key "rolle" | The keys here are role, task,
          {'role': 'coding'}                          | entry 1: neither "reply" nor "fault"     | Say what is answered
          {'turn': '0', 'reply': {'text': 'x'}}       | entry 1: "turn" is not a whole number    | Write it as a number
          {'turn': -1, 'reply': {'text': 'x'}}        | entry 1: "turn" is not a whole number    | Write it as a number
          {'attempt': 0, 'reply': {'text': 'x'}}      | entry 1: "attempt" is not a whole number of at least 1 | Write it as a number
          {'role': 1, 'reply': {'text': 'x'}}         | entry 1: "role" is not text              | Put it in quotation marks
          {'reply': {}}                               | entry 1, reply: an empty reply           | Add "text", "json" or "tool_calls"
          {'reply': {'text': 'x', 'json': 1}}         | entry 1, reply: both "text" and "json"   | Keep one
          {'reply': {'tool_calls': [{}]}}             | entry 1, reply, tool_calls 1: "name" is missing | Add it
          {'reply': {'tool_calls': [{'name': 'a', 'args': 1}]}} | tool_calls 1: "args" is not an object | Write "args": {
          {'fault': {'kind': 'flood'}}                | entry 1, fault: unknown fault "flood"    | The kinds are rate_limited,
          {'fault': {'kind': 'truncated'}}            | entry 1: this kind of fault spoils a reply | Add a "reply" beside it
          {'fault': {'kind': 'rejected', 'status': 700}} | "status" is no error status           | Give one from 400 to 599
          {'reply': {'text': 'x'}}, 7                 | line 1, entry 2: not an object           | Write { ... } here
          """)
  void saysWhereAnEntryIsWrongAndWhatToDo(String entries, String message, String remedy) {
    var problem = problem("{'answers': [" + entries + "]}");

    assertThat(problem.code()).isEqualTo(Code.BAD_INPUT);
    assertThat(problem.message()).startsWith("demo.json").contains(message);
    assertThat(problem.remedy()).startsWith(remedy);
  }

  @Test
  void namesTheLineOfAnEntryAndTheColumnOfBrokenJson() {
    assertThat(problem("{'answers': [\n  {'reply': {'text': 'x'}},\n  {}\n]}").message())
        .startsWith("demo.json, line 3, entry 2:");
    assertThat(problem("{'answers': [\n  {'role': }]}").message())
        .contains("not valid JSON at line 2, column 12");
    assertThat(problem("{'answers': [{'role': 'a', 'role': 'b'}]}").message())
        .contains("Duplicate field 'role'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{'answers': {}}", "{'answer': []}", "{'answers': []} x"})
  void refusesWhatIsNoScript(String json) {
    assertThat(problem(json).remedy()).isNotEmpty();
  }

  @Test
  void readsAFileAndNamesTheOneItCannotRead(@TempDir Path folder) throws Exception {
    var file = folder.resolve("script.json");
    Files.writeString(file, "{\"answers\": [{\"reply\": {\"text\": \"Hi.\"}}]}");

    assertThat(ScriptFile.load(file).answer(first("", "", "Go."))).isEqualTo(text("Hi."));
    var missing =
        catchThrowableOfType(
            ProblemException.class, () -> ScriptFile.load(folder.resolve("missing.json")));
    assertThat(missing.problem().message()).contains("missing.json: cannot be read");
  }

  @Test
  void usesTheSameJsonAsCodeDoes() {
    assertThat(only("{'reply': {'tool_calls': [{'name': 't', 'args': {'n': 1}}]}}"))
        .isEqualTo(ScriptedAnswer.toolCall("t", Map.of("n", 1)));
  }
}
