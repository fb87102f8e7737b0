package dev.parley.app.cli;

import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import dev.parley.analytics.HistoryTasks;
import dev.parley.analytics.TaskRecord;
import dev.parley.app.run.UserFile;
import dev.parley.app.terminal.Surroundings;
import dev.parley.estimation.HistoryFile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Finished tasks from a file instead of the store. */
final class HistoryOption {

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = {
        "Look at the finished tasks of this file instead of the store's, one JSON object a line,",
        "those that ended first before others; the format is in docs/estimation.md."
      })
  @Nullable String file;

  /**
   * The file's tasks; empty if no file is named.
   *
   * @throws dev.parley.model.ProblemException BAD_INPUT naming file and line
   */
  Optional<List<TaskRecord>> tasks(Surroundings surroundings) {
    return Optional.ofNullable(file).map(name -> tasks(surroundings, name));
  }

  private static List<TaskRecord> tasks(Surroundings surroundings, String name) {
    var text = UserFile.text(surroundings, name);
    var read = HistoryFile.read(name, text, new JacksonLocatedJsonReader());
    var tasks = HistoryTasks.of(read.rows());
    read.warnings().forEach(warning -> surroundings.err().println("warning: " + warning));
    read.withoutOutcome()
        .ifPresent(line ->
            surroundings
                .err()
                .printf(
                    "warning: %d of %d rows have no \"outcome\" and are left out, the first in line"
                        + " %d%n",
                    read.rows().size() - tasks.size(), read.rows().size(), line));
    return tasks;
  }
}
