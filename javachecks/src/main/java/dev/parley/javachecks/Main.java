package dev.parley.javachecks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a {@link Request} from standard input and writes an {@link Answer} to standard output. */
public final class Main {

  /** Deeply nested source is read by deep recursion; only what is used of this is ever mapped. */
  private static final long STACK_BYTES = 128L << 20;

  private Main() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = System.out;
    System.setOut(System.err);
    var request = Request.parse(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
    var answer = new Answer();
    var threads =
        List.of(
            started("errorprone", answer, () -> new ErrorProneRun(request, answer).run()),
            started("pmd", answer, () -> new PmdRun(request, answer).run()));
    for (Thread thread : threads) {
      thread.join();
    }
    out.write(answer.text(request.head().size()).getBytes(StandardCharsets.UTF_8));
    out.flush();
    System.exit(out.checkError() ? 1 : 0);
  }

  private static Thread started(String name, Answer answer, Runnable work) {
    Runnable guarded =
        () -> {
          try {
            work.run();
          } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            answer.failed(true, Answer.Failure.TOOL, name, 0, e.toString());
          }
        };
    var thread = new Thread(null, guarded, name, STACK_BYTES);
    thread.start();
    return thread;
  }
}
