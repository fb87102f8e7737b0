package dev.parley.adapters.osprocess;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import dev.parley.process.Command;
import dev.parley.process.Completed;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One running child: its streams are drained from the start, so that it can never block on us. */
final class Child {

  /** How long the streams of a killed tree may stay open; only an unkillable process holds them. */
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

  /** No machine uses up all process ids in this time. */
  private static final Duration YOUNG = Duration.ofSeconds(1);

  /** What a shell says of a child that died of SIGKILL. */
  private static final int KILLED = 128 + 9;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Process process;
  private final Command command;
  private final String marker;
  private final Capture capture;
  private final List<Thread> drains;
  private final long startNanos;

  private Child(Process process, Command command, String marker, long startNanos) {
    this.process = process;
    this.command = command;
    this.marker = marker;
    this.startNanos = startNanos;
    this.capture = new Capture(command.outputLimitBytes());
    this.drains =
        List.of(
            background("drain-out", () -> drain(process.getInputStream(), Capture.Stream.OUT)),
            background("drain-err", () -> drain(process.getErrorStream(), Capture.Stream.ERR)));
    if (!command.stdin().isEmpty()) {
      background("feed-in", this::feed);
    }
  }

  /**
   * @throws ProblemException TOOL_MISSING, ENVIRONMENT_FAILED
   */
  static Child start(Command command, String marker) {
    if (!Files.isDirectory(command.folder())) {
      throw cannotStart(command, "there is no folder " + command.folder(), null);
    }
    var argv = Program.located(command);
    var builder = new ProcessBuilder(argv).directory(command.folder().toFile());
    builder.environment().clear();
    builder.environment().putAll(command.environment());
    builder.environment().put(Marker.VARIABLE, marker);
    if (command.stdin().isEmpty()) {
      builder.redirectInput(new File("/dev/null"));
    }
    long startNanos = System.nanoTime();
    try {
      var process = Spawner.start(builder);
      Running.add(process.toHandle(), marker);
      return new Child(process, command, marker, startNanos);
    } catch (IOException e) {
      throw cannotStart(command, String.valueOf(e.getMessage()), e);
    }
  }

  /** Waits; false if the time passed first. */
  boolean ended(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Kills whatever still runs of the tree; of a child that ended, what it left behind. */
  void stop() {
    if (System.nanoTime() - startNanos < YOUNG.toNanos()) {
      ProcessTree.killYoung(process.toHandle(), marker);
    } else {
      ProcessTree.kill(process.toHandle(), marker);
    }
    Running.remove(process.toHandle());
  }

  /** After {@link #stop}: all that is known of how it ended. */
  Completed completed(boolean timedOut) throws InterruptedException {
    long deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
    for (var drain : drains) {
      drain.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
    }
    boolean reaped = process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    return new Completed(
        reaped ? process.exitValue() : KILLED,
        capture.text(Capture.Stream.OUT, command.encoding()),
        capture.text(Capture.Stream.ERR, command.encoding()),
        timedOut,
        capture.truncated(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos));
  }

  private void drain(InputStream from, Capture.Stream stream) {
    var buffer = new byte[BUFFER_BYTES];
    try (from) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        capture.add(stream, buffer, count);
      }
    } catch (IOException _) {
      // The pipe broke with its process: what was read so far is all there is.
    }
  }

  private void feed() {
    try (var to = process.getOutputStream()) {
      to.write(command.stdin().getBytes(command.encoding()));
    } catch (IOException _) {
      // A child need not read what it is given.
    }
  }

  private static Thread background(String name, Runnable work) {
    return Thread.ofPlatform().daemon().name(name).start(work);
  }

  private static ProblemException cannotStart(
      Command command, String reason, @Nullable Throwable cause) {
    return new ProblemException(
        new Problem(
            Code.ENVIRONMENT_FAILED,
            "cannot start " + command.argv().getFirst() + ": " + reason,
            ""),
        cause);
  }
}
