package dev.parley.adapters.analysers;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.process.ProcessRunner;
import dev.parley.review.tools.AnalyserTool;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Fetches pinned versions of analysers into Parley's own folder, through the user's npm and Maven
 * with the user's settings. What arrives is held against hashes that Parley ships. A tool appears
 * whole or not at all; what an interrupted installation fetched is used by the next. Processes that
 * install at the same time wait for each other.
 */
public final class ToolInstaller {

  private static final String LOCK = ".lock";

  /** A lock of a file is held by a process; its threads wait for each other here. */
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final ToolShelf shelf;
  private final NpmPackages npm;
  private final MavenArtifacts maven;

  /**
   * @param processes runs npm and Maven, unconfined: they need the network and the user's settings
   * @param environment the user's own
   */
  public ToolInstaller(ToolShelf shelf, ProcessRunner processes, Map<String, String> environment) {
    this.shelf = shelf;
    this.npm = new NpmPackages(shelf, processes, environment);
    this.maven = new MavenArtifacts(shelf, processes, environment);
  }

  /** Whether Parley can fetch it at all. */
  public static boolean canInstall(AnalyserTool tool) {
    return !tool.version().isEmpty();
  }

  /** Whether the pinned version is there. */
  public boolean isInstalled(AnalyserTool tool) {
    return canInstall(tool) && Files.isDirectory(shelf.home(tool));
  }

  /**
   * Fetches a tool; does nothing if it is there.
   *
   * @param progress is told in a few words what is being done
   * @throws ProblemException TOOL_MISSING if npm or Maven is not there, ENVIRONMENT_FAILED
   */
  public void install(AnalyserTool tool, Consumer<String> progress) {
    THREADS.lock();
    try {
      Files.createDirectories(shelf.folder());
      try (var channel =
              FileChannel.open(
                  shelf.folder().resolve(LOCK),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        if (isInstalled(tool)) {
          return;
        }
        fetch(tool, progress);
      }
    } catch (IOException e) {
      throw failed(tool.name(), String.valueOf(e.getMessage()));
    } finally {
      THREADS.unlock();
    }
  }

  private void fetch(AnalyserTool tool, Consumer<String> progress) throws IOException {
    var home = shelf.home(tool);
    var staging = shelf.folder().resolve("." + home.getFileName() + ".part");
    Files.createDirectories(staging);
    if (MavenArtifacts.knows(tool)) {
      maven.fetch(tool, staging, progress);
    } else {
      npm.fetch(tool, staging, progress);
    }
    Files.move(staging, home, StandardCopyOption.ATOMIC_MOVE);
  }

  static ProblemException failed(String tool, String reason) {
    return new ProblemException(
        new Problem(
            Code.ENVIRONMENT_FAILED,
            "cannot install " + tool + ": " + reason,
            "Mend that and run it again: what was fetched is kept."));
  }

  static Path written(Path folder, String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
