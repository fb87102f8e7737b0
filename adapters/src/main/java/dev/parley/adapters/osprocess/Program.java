package dev.parley.adapters.osprocess;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds a command's program by the command's own PATH. {@link ProcessBuilder} would search the PATH
 * of this process instead.
 */
final class Program {

  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private Program() {}

  /**
   * @throws dev.parley.model.ProblemException TOOL_MISSING
   */
  static String locate(Command command) {
    var name = command.argv().getFirst();
    return candidates(name, command)
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst()
        .map(Path::toString)
        .orElseThrow(() -> missing(name).raise());
  }

  private static Stream<Path> candidates(String name, Command command) {
    var folder = command.folder().toAbsolutePath();
    if (name.contains("/")) {
      return Stream.of(folder.resolve(name));
    }
    var path = Optional.ofNullable(command.environment().get("PATH")).orElse(DEFAULT_PATH);
    return Stream.of(path.split(":"))
        .filter(entry -> !entry.isEmpty() && !name.isEmpty())
        .map(entry -> folder.resolve(entry).resolve(name));
  }

  static Problem missing(String name) {
    return new Problem(
        Code.TOOL_MISSING,
        "the program '" + name + "' is not there or cannot be executed",
        "Install " + name + ", or correct the command that names it. 'parley doctor' says more.");
  }

  /** The same arguments behind the program's real path. */
  static List<String> located(Command command) {
    var argv = new ArrayList<>(command.argv());
    argv.set(0, locate(command));
    return List.copyOf(argv);
  }
}
