package dev.parley.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.testkit.modelserver.ModelScript;
import dev.parley.testkit.modelserver.ScriptFile;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What the demo runs on: the folder {@code examples} of the repository, as it is in the jar.
 *
 * @param repository the sample's files by path
 * @param transcript WebVTT
 * @param script what the model says, chosen by role, task, attempt and turn
 */
record DemoContent(SortedMap<String, byte[]> repository, String transcript, ModelScript script) {

  /** The transcript's name, for people. */
  static final String TRANSCRIPT = "teatime.vtt";

  static DemoContent bundled() {
    var meetings = BundledFiles.below("examples/meetings");
    return new DemoContent(
        BundledFiles.below("examples/teatime"),
        new String(Objects.requireNonNull(meetings.get(TRANSCRIPT)), UTF_8),
        script(BundledFiles.below("examples/answers")));
  }

  /** The files answer for different roles and tasks, so that their order does not matter. */
  private static ModelScript script(SortedMap<String, byte[]> answers) {
    return answers.entrySet().stream()
        .<ModelScript>map(file ->
            ScriptFile.parse(
                "examples/answers/" + file.getKey(), new String(file.getValue(), UTF_8)))
        .reduce(ModelScript::orElse)
        .orElseThrow();
  }
}
