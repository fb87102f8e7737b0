package dev.parley.app.bench;

import dev.parley.app.bench.LabelledCase.Half;
import dev.parley.llm.CallContext;
import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.review.ReviewGate;
import dev.parley.review.ReviewResult;
import dev.parley.review.ReviewTask;
import dev.parley.review.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Has the gate judge every case of a corpus, its defect and its clean twin. */
public final class BenchJob {

  private final ReviewGate gate;
  private final CallContext context;
  private final Map<String, String> environment;

  /**
   * @param context on whose behalf the gate's model is called, if it has one
   */
  public BenchJob(ReviewGate gate, CallContext context, Map<String, String> environment) {
    this.gate = gate;
    this.context = context;
    this.environment = Map.copyOf(environment);
  }

  /**
   * Which cases.
   *
   * @param folder empty for the product's own
   * @param half {@code development}, {@code held} or {@code all}
   * @param most at most so many, spread evenly
   */
  public record Wish(Optional<Path> folder, String half, Optional<Integer> most) {}

  /**
   * Judges them.
   *
   * @param progress hears how many of how many are done
   * @throws dev.parley.model.ProblemException BAD_INPUT, and whatever stops a model's calls
   */
  public BenchReport run(Wish wish, Consumer<String> progress) {
    var cases = spread(chosen(wish), wish.most());
    var outcomes = new ArrayList<Outcome>();
    try {
      var scratch = Files.createTempDirectory("parley-bench");
      try {
        var diffs = new CaseDiffs(scratch, environment);
        for (var each : cases) {
          outcomes.add(judged(each, diffs));
          if (outcomes.size() % 50 == 0) {
            progress.accept(outcomes.size() + " of " + cases.size());
          }
        }
      } finally {
        remove(scratch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BenchReport(outcomes);
  }

  private static List<LabelledCase> chosen(Wish wish) {
    var all = wish.folder().map(Corpus::in).orElseGet(Corpus::ours);
    return switch (wish.half()) {
      case "all" -> all;
      case "development" -> all.stream().filter(each -> each.half() == Half.DEVELOPMENT).toList();
      case "held" -> all.stream().filter(each -> each.half() == Half.HELD).toList();
      default ->
          throw new Problem(
                  Code.BAD_USAGE,
                  "--half: no half of the corpus: " + wish.half(),
                  "Name development, held or all.")
              .raise();
    };
  }

  private static List<LabelledCase> spread(List<LabelledCase> cases, Optional<Integer> most) {
    int wanted = most.filter(number -> number < cases.size()).orElse(cases.size());
    var some = new ArrayList<LabelledCase>();
    for (int i = 0; i < wanted; i++) {
      some.add(cases.get((int) ((long) i * cases.size() / wanted)));
    }
    return some;
  }

  private Outcome judged(LabelledCase each, CaseDiffs diffs) {
    var millis = new ArrayList<Long>();
    var bad = verdict(each, each.bad(), diffs, millis);
    var good = verdict(each, each.good(), diffs, millis);
    return new Outcome(each, bad, good, millis);
  }

  private Optional<Verdict> verdict(
      LabelledCase each, String text, CaseDiffs diffs, List<Long> millis) {
    String diff =
        each.before()
            .map(before -> diffs.changed(each.path(), before, text))
            .orElseGet(() -> CaseDiffs.added(each.path(), text));
    var task = ReviewTask.of(diff, Map.of(each.path(), text), context);
    long began = System.nanoTime();
    var result = gate.review(task);
    millis.add((System.nanoTime() - began) / 1_000_000);
    return result instanceof ReviewResult.Judged(var verdict)
        ? Optional.of(verdict)
        : Optional.empty();
  }

  private static void remove(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path visited, @org.jspecify.annotations.Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
