package dev.parley.agent.loop;

import dev.parley.llm.MalformedAnswerException;
import dev.parley.llm.ToolCall;
import dev.parley.llm.ToolSpec;
import dev.parley.process.Completed;
import dev.parley.workspace.Workspace;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * Carries out tool calls in one worktree. Whatever the model got wrong becomes an error result that
 * says what to do; only a failing environment is thrown.
 */
final class Toolbox {

  private static final int LISTED_FILES = 400;
  private static final int LISTED_HITS = 100;

  private final Workspace workspace;
  private final Workbench workbench;
  private final WorktreeFiles files;
  private final LoopSettings settings;

  Toolbox(Workspace workspace, Workbench workbench, LoopSettings settings) {
    this.workspace = workspace;
    this.workbench = workbench;
    this.files = workbench.files().apply(workspace);
    this.settings = settings;
  }

  /**
   * Runs one tool.
   *
   * @param left what remains of the session's time; no command runs longer
   */
  ToolOutcome run(ToolCall call, Duration left) {
    ToolOutcome outcome;
    try {
      outcome = run(call.name(), ToolArguments.of(call, workbench.json()), left);
    } catch (MalformedAnswerException e) {
      outcome =
          ToolOutcome.failed(
              "The arguments of %s cannot be used: %s Give one JSON object as in the tool's schema."
                  .formatted(call.name(), e.getMessage()));
    } catch (FileRefusedException e) {
      outcome = ToolOutcome.failed(String.valueOf(e.getMessage()));
    }
    String text = Cut.middle(outcome.text(), settings.toolResultChars());
    return new ToolOutcome(text, outcome.error(), outcome.summary());
  }

  private ToolOutcome run(String tool, ToolArguments arguments, Duration left) {
    return switch (tool) {
      case ToolCatalogue.LIST_FILES -> list(arguments);
      case ToolCatalogue.READ_FILE -> read(arguments);
      case ToolCatalogue.SEARCH -> search(arguments);
      case ToolCatalogue.EDIT_FILE -> edit(arguments);
      case ToolCatalogue.WRITE_FILE -> write(arguments);
      case ToolCatalogue.DELETE_FILE -> delete(arguments);
      case ToolCatalogue.RUN_COMMAND -> command(arguments, left);
      case ToolCatalogue.FINISH -> finish(arguments);
      default ->
          ToolOutcome.failed(
              "There is no tool %s. The tools are: %s."
                  .formatted(
                      Cut.tail(tool, 100),
                      ToolCatalogue.TOOLS.stream()
                          .map(ToolSpec::name)
                          .collect(Collectors.joining(", "))));
    };
  }

  private ToolOutcome list(ToolArguments arguments) {
    var listing =
        files.list(arguments.text("path", ""), arguments.text("pattern", ""), LISTED_FILES);
    if (listing.paths().isEmpty()) {
      return ToolOutcome.done("No files.");
    }
    String paths = String.join("\n", listing.paths());
    return ToolOutcome.done(
        listing.truncated()
            ? paths + "\n[there are more files; name a folder or a pattern]"
            : paths);
  }

  private ToolOutcome read(ToolArguments arguments) {
    String path = arguments.text("path");
    int first = Math.max(1, arguments.integer("start_line").orElse(1));
    int last = arguments.integer("end_line").orElse(Integer.MAX_VALUE);
    if (last < first) {
      return ToolOutcome.failed("end_line %d is before start_line %d.".formatted(last, first));
    }
    var excerpt = files.read(path, first, last);
    if (excerpt.totalLines() == 0) {
      return ToolOutcome.done(path + " is empty.");
    }
    if (excerpt.lines().isEmpty()) {
      return ToolOutcome.failed(
          "%s has %d lines; there is none from %d on."
              .formatted(path, excerpt.totalLines(), first));
    }
    return ToolOutcome.done(numbered(path, excerpt, last));
  }

  /** As many lines as a result may hold, and how to go on. */
  private String numbered(String path, WorktreeFiles.Excerpt excerpt, int wanted) {
    int room = settings.toolResultChars() - 300;
    var body = new StringBuilder();
    int next = excerpt.firstLine();
    for (String line : excerpt.lines()) {
      String numbered = "%6d\t%s\n".formatted(next, line);
      if (body.length() + numbered.length() > room) {
        if (!body.isEmpty()) {
          break;
        }
        numbered = Cut.tail(numbered, room) + " [line cut]\n";
      }
      body.append(numbered);
      next++;
    }
    String head =
        "%s, lines %d-%d of %d:\n"
            .formatted(Cut.tail(path, 150), excerpt.firstLine(), next - 1, excerpt.totalLines());
    boolean more = next <= Math.min(wanted, excerpt.totalLines());
    return head + body + (more ? "[more: read on with start_line " + next + "]\n" : "");
  }

  private ToolOutcome search(ToolArguments arguments) {
    var hits = files.search(arguments.text("pattern"), arguments.text("path", ""), LISTED_HITS);
    var text = new StringBuilder();
    for (var hit : hits.hits()) {
      text.append("%s:%d: %s\n".formatted(hit.path(), hit.line(), hit.text()));
    }
    if (hits.hits().isEmpty()) {
      text.append("Nothing matches.\n");
    }
    if (!hits.incomplete().isEmpty()) {
      text.append("[").append(hits.incomplete()).append("]\n");
    }
    return ToolOutcome.done(text.toString());
  }

  private ToolOutcome edit(ToolArguments arguments) {
    String path = arguments.text("path");
    var lines =
        files.replace(
            path,
            arguments.text("old_text"),
            arguments.text("new_text"),
            arguments.flag("replace_all"));
    return ToolOutcome.done(
        lines.size() == 1
            ? "Replaced at line %d of %s.".formatted(lines.getFirst(), path)
            : "Replaced %d times in %s.".formatted(lines.size(), path));
  }

  private ToolOutcome write(ToolArguments arguments) {
    String path = arguments.text("path");
    boolean isNew = files.write(path, arguments.text("content"));
    return ToolOutcome.done((isNew ? "Made " : "Replaced ") + path + ".");
  }

  private ToolOutcome delete(ToolArguments arguments) {
    String path = arguments.text("path");
    files.delete(path);
    return ToolOutcome.done("Deleted " + path + ".");
  }

  private ToolOutcome command(ToolArguments arguments, Duration left) {
    String line = arguments.text("command");
    if (line.isBlank()) {
      return ToolOutcome.failed("The command is empty.");
    }
    if (line.indexOf('\0') >= 0) {
      return ToolOutcome.failed("The command has a zero character in it.");
    }
    var timeout = timeout(arguments, left);
    return told(
        workbench.processes().run(workbench.shell().command(line, workspace, timeout)), timeout);
  }

  private Duration timeout(ToolArguments arguments, Duration left) {
    var asked = arguments.integer("timeout_seconds");
    var timeout =
        asked.isPresent()
            ? Duration.ofSeconds(Math.max(1, asked.getAsInt()))
            : settings.commandTimeout();
    var most = settings.maxCommandTimeout();
    var allowed = timeout.compareTo(most) > 0 ? most : timeout;
    return allowed.compareTo(left) > 0 ? left : allowed;
  }

  private static ToolOutcome told(Completed completed, Duration timeout) {
    var text = new StringBuilder();
    text.append(
        completed.timedOut()
            ? "Killed after %d s; run less, or give a longer timeout_seconds.\n"
                .formatted(timeout.toSeconds())
            : "exit code %d\n".formatted(completed.exitCode()));
    if (!completed.stdout().isBlank()) {
      text.append("stdout:\n").append(completed.stdout().stripTrailing()).append('\n');
    }
    if (!completed.stderr().isBlank()) {
      text.append("stderr:\n").append(completed.stderr().stripTrailing()).append('\n');
    }
    if (completed.truncated()) {
      text.append("[output was longer; a part of it is lost]\n");
    }
    return completed.timedOut()
        ? ToolOutcome.failed(text.toString())
        : ToolOutcome.done(text.toString());
  }

  private static ToolOutcome finish(ToolArguments arguments) {
    String summary = arguments.text("summary");
    return summary.isBlank()
        ? ToolOutcome.failed("Say in summary what was changed and why.")
        : ToolOutcome.finished(summary.strip());
  }
}
