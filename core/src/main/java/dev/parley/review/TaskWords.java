package dev.parley.review;

import dev.parley.planning.CodingTask;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a task asks for, as one text. */
final class TaskWords {

  private TaskWords() {}

  static String of(CodingTask task) {
    return Stream.concat(Stream.of(task.title(), task.description()), task.acceptance().stream())
        .collect(Collectors.joining("\n"));
  }
}
