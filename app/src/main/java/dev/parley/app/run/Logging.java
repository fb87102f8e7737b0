package dev.parley.app.run;

import dev.parley.app.files.Places;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Logs go to files in Parley's home, and warnings to standard error. Files are bounded: three of
 * four megabytes a process at most.
 */
public final class Logging {

  private static final int FILE_BYTES = 4 << 20;
  private static final int FILES = 3;
  private static final String FORMAT = "%1$tF %1$tT %4$s %3$s %5$s%6$s%n";
  private static final List<String> FOR_FILES =
      List.of("com.github.kagkarlsson.", "io.javalin", "org.eclipse.jetty.");
  private static final Logger ROOT = Logger.getLogger("");

  private static Level level = Level.INFO;

  private Logging() {}

  /** Whether to log more; before {@link #begin}. */
  public static void debug(boolean wanted) {
    level = wanted ? Level.FINE : Level.INFO;
  }

  /** Warnings alone, to standard error. */
  public static void quiet() {
    System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
    for (Handler handler : ROOT.getHandlers()) {
      handler.setLevel(Level.WARNING);
      handler.setFilter(record -> isForPeople(String.valueOf(record.getLoggerName())));
    }
  }

  /**
   * The queue warns of every job that is cut off when a run is stopped, and the server of what we
   * say ourselves; that belongs in the files.
   */
  private static boolean isForPeople(String logger) {
    return FOR_FILES.stream().noneMatch(logger::startsWith);
  }

  /** From now on into files, too. A home that cannot be written to is said by others. */
  public static void begin(Places places) {
    quiet();
    try {
      var folder = Files.createDirectories(places.preparedHome().resolve("logs"));
      var files = new FileHandler(folder + "/parley-%u-%g.log", FILE_BYTES, FILES, true);
      files.setFormatter(new SimpleFormatter());
      files.setLevel(level);
      ROOT.addHandler(files);
      Logger.getLogger("dev.parley").setLevel(level);
    } catch (IOException e) {
      ROOT.log(Level.FINE, "no log files", e);
    }
  }
}
