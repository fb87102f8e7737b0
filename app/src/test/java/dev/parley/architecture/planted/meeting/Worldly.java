package dev.parley.architecture.planted.meeting;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Supplier;

/** Everything core must not do. */
final class Worldly {

  private Worldly() {}

  static String readsAFile() throws IOException {
    return Files.readString(Path.of("file"));
  }

  static InputStream streamsAFile() throws IOException {
    return new FileInputStream("file");
  }

  static Process startsAProcess() throws IOException {
    return new ProcessBuilder("true").start();
  }

  static Process executes() throws IOException {
    return Runtime.getRuntime().exec(new String[] {"true"});
  }

  static void sleeps() throws InterruptedException {
    Thread.sleep(1);
  }

  static Sleeper sleepsByReference() {
    return Thread::sleep;
  }

  static String readsTheEnvironment() {
    return System.getenv().toString();
  }

  static Instant readsTheClock() {
    return Instant.now();
  }

  static Supplier<Instant> readsTheClockByReference() {
    return Instant::now;
  }

  static InstantSource takesTheSystemClock() {
    return InstantSource.system();
  }

  static LocalDate asksItsClock(Clock clock) {
    return LocalDate.now(clock);
  }

  static UUID makesAnId() {
    return UUID.randomUUID();
  }

  static void printsOut() {
    System.out.println("out");
  }

  static void printsErr() {
    System.err.println("err");
  }

  interface Sleeper {
    void sleep(long ms) throws InterruptedException;
  }
}
