package dev.parley.app.run;

import dev.parley.adapters.osprocess.OsProcessRunner;
import dev.parley.app.files.Places;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * The file {@code STOP} in Parley's home. While it exists nothing is begun and everything that runs
 * ends: every process looks for it by itself, so that it works when nothing else answers.
 */
public final class EmergencyStop {

  /** Between two looks. */
  private static final Duration INTERVAL = Duration.ofMillis(100);

  /** For an orderly end; then whatever was started here is killed. Five seconds are promised. */
  static final Duration GRACE = Duration.ofMillis(4_200);

  /** For this process to end after that. */
  private static final Duration LAST_GRACE = Duration.ofSeconds(5);

  private static final int EXIT_CODE = Code.STOPPED.exitCode();

  private EmergencyStop() {}

  /** The file, whether it exists or not. */
  public static Path file(Places places) {
    return places.home().resolve("STOP");
  }

  /**
   * Fails while the stop is pulled.
   *
   * @throws dev.parley.model.ProblemException STOPPED
   */
  public static void requireNone(Places places) {
    var file = file(places);
    if (Files.exists(file)) {
      new Problem(
              Code.STOPPED,
              "the emergency stop is pulled: there is a file " + file,
              "Let runs go on again with: rm " + file)
          .raise();
    }
  }

  /** Pulls it. */
  static void pull(Places places) {
    try {
      Files.writeString(file(places), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets runs be begun again. */
  static void release(Places places) {
    if (!Files.exists(file(places))) {
      return;
    }
    try {
      Files.deleteIfExists(file(places));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Watches for the file until the thread is interrupted.
   *
   * @param pulled called once; what it throws changes nothing
   * @return to be interrupted when the process has put its work away
   */
  static Thread watch(Places places, Runnable pulled) {
    return Thread.ofPlatform()
        .daemon()
        .name("emergency stop")
        .start(() -> {
          try {
            while (!Files.exists(file(places))) {
              Thread.sleep(INTERVAL);
            }
            Thread.ofVirtual().name("stopping").start(pulled);
            Thread.sleep(GRACE);
            OsProcessRunner.killOwnedBy(Set.of(OsProcessRunner.owner()));
            Thread.sleep(LAST_GRACE);
            OsProcessRunner.killOwnedBy(Set.of(OsProcessRunner.owner()));
            Runtime.getRuntime().halt(EXIT_CODE);
          } catch (InterruptedException e) {
            // The process has ended its work in time.
          }
        });
  }
}
