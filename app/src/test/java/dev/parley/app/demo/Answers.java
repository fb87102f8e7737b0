package dev.parley.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.StreamSupport;

/** The answers of the scripted model as data, and what a session of them leaves in a worktree. */
final class Answers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SortedMap<String, byte[]> files = BundledFiles.below("examples/answers");

  /** The JSON of the only answer in a file. */
  JsonNode only(String file) {
    return answers(file).getFirst().path("reply").path("json");
  }

  /** All entries of a file. */
  List<JsonNode> answers(String file) {
    try {
      var root = JSON.readTree(Objects.requireNonNull(files.get(file + ".json"), file));
      return StreamSupport.stream(root.path("answers").spliterator(), false).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tool calls of one attempt, in order. */
  List<JsonNode> calls(String task, int attempt) {
    var entries =
        answers("coding-" + task).stream()
            .filter(entry -> entry.path("attempt").asInt(attempt) == attempt)
            .toList();
    var calls = new ArrayList<JsonNode>();
    for (int turn = 0; ; turn++) {
      int wanted = turn;
      var entry = entries.stream().filter(e -> e.path("turn").asInt() == wanted).findFirst();
      if (entry.isEmpty()) {
        return calls;
      }
      entry.get().path("reply").path("tool_calls").forEach(calls::add);
    }
  }

  /** Carries out an attempt's edits; its commands are not run. */
  void apply(String task, int attempt, Path worktree) throws IOException {
    for (var call : calls(task, attempt)) {
      var args = call.path("args");
      var file = worktree.resolve(args.path("path").asText());
      switch (call.path("name").asText()) {
        case "write_file" -> Files.writeString(file, text(args.path("content")));
        case "edit_file" -> edit(file, text(args.path("old_text")), text(args.path("new_text")));
        case "read_file" -> {
          if (!Files.exists(file)) {
            throw new IllegalStateException(task + " reads " + file + ", which is not there");
          }
        }
        case "search", "run_command", "finish" -> {}
        default -> throw new IllegalStateException("not known here: " + call);
      }
    }
  }

  private static void edit(Path file, String before, String after) throws IOException {
    var content = Files.readString(file);
    int at = content.indexOf(before);
    if (at < 0 || at != content.lastIndexOf(before)) {
      throw new IllegalStateException(file + " must have this exactly once: " + before);
    }
    Files.writeString(file, content.replace(before, after));
  }

  private static String text(JsonNode value) {
    if (!value.has("lines")) {
      return value.asText();
    }
    var text = new StringBuilder();
    value.path("lines").forEach(line -> text.append(line.asText()).append('\n'));
    return text.toString();
  }
}
