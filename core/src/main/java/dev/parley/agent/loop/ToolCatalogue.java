package dev.parley.agent.loop;

import dev.parley.llm.ToolSpec;
import dev.parley.llm.ToolSpec.Kind;
import dev.parley.llm.ToolSpec.Parameter;
import java.util.List;

/** The tools as the model is told of them; published in {@code docs/model-calls.md}. */
final class ToolCatalogue {

  static final String LIST_FILES = "list_files";
  static final String READ_FILE = "read_file";
  static final String SEARCH = "search";
  static final String EDIT_FILE = "edit_file";
  static final String WRITE_FILE = "write_file";
  static final String DELETE_FILE = "delete_file";
  static final String RUN_COMMAND = "run_command";
  static final String FINISH = "finish";

  static final List<ToolSpec> TOOLS =
      List.of(
          new ToolSpec(
              LIST_FILES,
              "Lists files below a folder.",
              List.of(
                  optional("path", Kind.STRING, "Folder, relative to the worktree; default all."),
                  optional("pattern", Kind.STRING, "Glob such as *.java or src/**/*.ts."))),
          new ToolSpec(
              READ_FILE,
              "Shows a text file with line numbers.",
              List.of(
                  path(),
                  optional("start_line", Kind.INTEGER, "First line, from 1."),
                  optional("end_line", Kind.INTEGER, "Last line, inclusive."))),
          new ToolSpec(
              SEARCH,
              "Finds lines that match a regular expression (RE2 syntax: no look-around).",
              List.of(
                  required("pattern", "The regular expression."),
                  optional("path", Kind.STRING, "File or folder to search; default all."))),
          new ToolSpec(
              EDIT_FILE,
              "Replaces text in a file. The old text must occur exactly once, white space included,"
                  + " without line numbers.",
              List.of(
                  path(),
                  required("old_text", "Text to replace, as it stands in the file."),
                  required("new_text", "Text to put there; may be empty."),
                  optional("replace_all", Kind.BOOLEAN, "Replace every occurrence."))),
          new ToolSpec(
              WRITE_FILE,
              "Makes a file, or replaces a whole one. Folders are made as needed.",
              List.of(path(), required("content", "The whole content."))),
          new ToolSpec(DELETE_FILE, "Deletes a file.", List.of(path())),
          new ToolSpec(
              RUN_COMMAND,
              "Runs a line in a shell at the top of the worktree, without a terminal or input."
                  + " Nothing it starts outlives it.",
              List.of(
                  required("command", "The line."),
                  optional(
                      "timeout_seconds", Kind.INTEGER, "Default 120, at most 600; then killed."))),
          new ToolSpec(
              FINISH,
              "Ends the session. Call it alone, when the task is done and checked.",
              List.of(
                  required("summary", "What was changed and why, for the body of the commit."))));

  private ToolCatalogue() {}

  private static Parameter path() {
    return required("path", "Path relative to the worktree.");
  }

  private static Parameter required(String name, String description) {
    return new Parameter(name, Kind.STRING, description, true);
  }

  private static Parameter optional(String name, Kind kind, String description) {
    return new Parameter(name, kind, description, false);
  }
}
