package dev.parley.testkit.modelserver;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A script written as a JSON file, for the demo and for dry runs without a key.
 *
 * <pre>{@code
 * {"answers": [
 *   {"role": "coding", "task": "T1", "attempt": 1, "turn": 0, "times": 1,
 *    "fault": {"kind": "rate_limited", "retry_after_s": 1}},
 *   {"role": "coding", "task": "T1", "attempt": 1, "turn": 0,
 *    "reply": {"text": "First the file.", "tool_calls": [
 *      {"name": "write_file", "args": {"path": "a.txt", "content": "hello"}}]}},
 *   {"role": "coding", "task": "T1", "turn": 1, "reply": {"text": "Done."}},
 *   {"role": "planning", "reply": {"json": {"tasks": []}}}
 * ]}
 * }</pre>
 *
 * <p>The first entry that matches answers. All of {@code role}, {@code task}, {@code attempt},
 * {@code turn} (how often the model has answered in the conversation, from 0) and {@code contains}
 * (a part of the user's last turn) may be left out and then match anything; {@code times} limits
 * how often the entry answers. The attempt is read from the line {@code Attempt: N} of the first
 * user message, see {@link AttemptReader}.
 *
 * <p>A {@code reply} has {@code text} or {@code json} (a value, sent as its text), {@code
 * tool_calls}, {@code usage} with {@code input}, {@code output}, {@code cache_write} and {@code
 * cache_read}, and {@code delay_ms}. An argument of a tool that has several lines may be written as
 * {@code {"lines": ["...", "..."]}}: each becomes one line of text. A {@code fault} has a {@code
 * kind}, and spoils the entry's reply where the kind needs one: {@code rate_limited} (with {@code
 * retry_after_s}), {@code server_error}, {@code overloaded}, {@code out_of_credit}, {@code
 * rejected} ({@code status}, {@code type}, {@code message}), {@code malformed_json}, {@code
 * refusal} ({@code text}), {@code stall}, {@code hang_up}; and with a reply {@code truncated},
 * {@code slow} ({@code between_events_ms}), {@code cut_stream}, {@code stall_stream} and {@code
 * error_in_stream} (with {@code after_events}). Entries and the file may carry a {@code comment}.
 */
public final class ScriptFile {

  private static final long MAX_BYTES = 16L << 20;
  private static final int MAX_ENTRIES = 10_000;

  private static final JsonMapper STRICT =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final String name;

  private ScriptFile(String name) {
    this.name = name;
  }

  /**
   * Reads a script.
   *
   * @throws ProblemException BAD_INPUT if the file cannot be read or is not a script
   */
  public static ConversationScript load(Path file) {
    var script = new ScriptFile(file.toString());
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw script.error("larger than 16 MiB", "Split it, or generate the script in code.");
      }
      return script.parse(Files.readString(file));
    } catch (IOException e) {
      throw script.error(
          "cannot be read (" + e.getClass().getSimpleName() + ")",
          "Check that it exists, may be read, and is UTF-8 text.");
    }
  }

  /**
   * Reads a script from text.
   *
   * @param name what to call it in messages
   * @throws ProblemException BAD_INPUT if it is not a script
   */
  public static ConversationScript parse(String name, String json) {
    return new ScriptFile(name).parse(json);
  }

  private ConversationScript parse(String json) {
    try (var parser = STRICT.createParser(json)) {
      var entries = root(parser);
      if (entries.isEmpty()) {
        throw error("has no entries", "Add at least one object to \"answers\".");
      }
      return ConversationScript.of(entries);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      var where =
          at == null ? "" : " at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
      throw error(
          "not valid JSON%s: %s".formatted(where, e.getOriginalMessage()), "Mend it there.");
    } catch (IOException e) {
      throw new IllegalStateException("text in memory cannot fail to be read", e);
    }
  }

  private List<ScriptEntry> root(JsonParser parser) throws IOException {
    var entries = new ArrayList<ScriptEntry>();
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw error("not a JSON object", "Begin it with {\"answers\": [ ... ]}.");
    }
    for (var key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      switch (key) {
        case "answers" -> entries(parser, entries);
        case "comment" -> parser.nextTextValue();
        default ->
            throw error("unknown key \"" + key + '"', "The keys are \"answers\" and \"comment\".");
      }
    }
    if (parser.nextToken() != null) {
      throw error("something follows the end of the object", "Remove it.");
    }
    return entries;
  }

  private void entries(JsonParser parser, List<ScriptEntry> entries) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw error("\"answers\" is not a list", "Write \"answers\": [ ... ].");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (entries.size() == MAX_ENTRIES) {
        throw error("more than 10,000 entries", "Generate the script in code.");
      }
      var line = parser.currentTokenLocation().getLineNr();
      var where = "%s, line %d, entry %d".formatted(name, line, entries.size() + 1);
      entries.add(new ScriptEntryReader(where, STRICT.readTree(parser)).read());
    }
  }

  /** What is wrong with a script, as something its author can act on. */
  static ProblemException problem(String where, String what, String remedy) {
    return new ProblemException(new Problem(Code.BAD_INPUT, where + ": " + what, remedy));
  }

  private ProblemException error(String problem, String remedy) {
    return problem(name, problem, remedy);
  }
}
