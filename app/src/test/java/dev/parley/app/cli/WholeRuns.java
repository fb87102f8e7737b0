package dev.parley.app.cli;

import dev.parley.testkit.GitFixture;
import dev.parley.testkit.modelserver.ScriptedAnswer;
import dev.parley.testkit.modelserver.ScriptedModelServer;
import dev.parley.testkit.modelserver.ScriptedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole runs of given tasks by command line: real git, store, processes and HTTP; only the model is
 * scripted, and approves of everything.
 */
public abstract class WholeRuns {

  private static final String APPROVED =
      "{\"approved\": true, \"issues\": [], \"suggestions\": []}";

  @TempDir protected Path folder;
  protected GitFixture user;
  protected Shell shell;
  protected ScriptedModelServer server;

  /** What the agent writes; the repository's test fails on the word "broken". */
  protected final AtomicBoolean broken = new AtomicBoolean();

  /** Opens when the first agent asks its model something. */
  protected final CountDownLatch asked = new CountDownLatch(1);

  @BeforeEach
  protected void repositoryAndModel() throws IOException {
    user = GitFixture.create(folder.resolve("user"));
    user.write("test.sh", "#!/bin/sh\n! grep -rq broken --include='*.txt' .\n");
    user.git("add", "test.sh");
    user.git("update-index", "--chmod=+x", "test.sh");
    user.commit("Start");
    server = ScriptedModelServer.start(this::answer);
    shell = new Shell(folder.resolve("home"), user.root());
    user.environment().forEach(shell::with);
    shell
        .with("PARLEY_HOME", folder.resolve("home/parley").toString())
        .with("ANTHROPIC_API_KEY", "test-key")
        .with("ANTHROPIC_BASE_URL", server.anthropicUrl());
  }

  @AfterEach
  protected void closeTheModel() {
    server.close();
  }

  protected Shell.Typed run(int tasks, String... more) throws IOException {
    var file = folder.resolve("tasks.json");
    Files.writeString(
        file,
        IntStream.rangeClosed(1, tasks)
            .mapToObj(WholeRuns::task)
            .collect(Collectors.joining(",", "[", "]")));
    var arguments =
        new ArrayList<>(
            List.of("run", "--tasks", file.toString(), "--sandbox", "none", "--no-cache"));
    arguments.addAll(List.of(more));
    return shell.type(arguments.toArray(String[]::new));
  }

  protected static String task(int number) {
    return """
    {"id": "T%1$d", "title": "Write %1$d", "description": "d", "files_to_create": ["T%1$d.txt"]}\
    """
        .formatted(number);
  }

  private ScriptedAnswer answer(ScriptedRequest request) {
    return request.role().equals("review") ? reviews(request) : codes(request);
  }

  /** What the reviewing model says. */
  protected ScriptedAnswer reviews(ScriptedRequest request) {
    return ScriptedAnswer.text(APPROVED);
  }

  /** Writes one file and is done, wherever it was cut off. */
  protected ScriptedAnswer codes(ScriptedRequest request) {
    asked.countDown();
    boolean written =
        request.assistantTurns() > 0 || request.firstUserWords().contains("was cut off");
    return written
        ? ScriptedAnswer.toolCall("finish", Map.of("summary", "Wrote it."))
        : ScriptedAnswer.toolCall(
            "write_file",
            Map.of("path", request.task() + ".txt", "content", broken.get() ? "broken" : "fine"));
  }

  protected static String runOf(Shell.Typed typed) {
    var line = typed.err().lines().filter(l -> l.startsWith("run ")).findFirst().orElseThrow();
    return line.split(" ", -1)[1];
  }
}
