package dev.parley.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.adapters.jackson.JacksonLocatedJsonReader;
import dev.parley.bench.workflow.Distributions;
import dev.parley.bench.workflow.DistributionsFile;
import dev.parley.bench.workflow.Experiment;
import dev.parley.bench.workflow.WorkflowReport;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The same 60 tasks as phase 4 would have carried them out and as Parley does, side by side in
 * virtual time, over many seeds; then Parley with one part taken away at a time.
 */
public final class WorkflowBench {

  private static final int SEEDS = 200;
  private static final int SEEDS_MAX = 100_000;
  private static final String STATED = "workflow/distributions.json";

  private WorkflowBench() {}

  /**
   * Measures and prints.
   *
   * @param arguments {@code --distributions FILE}, {@code --seeds N}, {@code --json}
   */
  public static void main(String[] arguments) {
    @Nullable String file = null;
    int seeds = SEEDS;
    boolean json = false;
    for (int i = 0; i < arguments.length; i++) {
      boolean more = i + 1 < arguments.length;
      if (arguments[i].equals("--json")) {
        json = true;
      } else if (arguments[i].equals("--distributions") && more) {
        file = arguments[++i];
      } else if (arguments[i].equals("--seeds") && more && arguments[i + 1].matches("[0-9]{1,6}")) {
        seeds = Integer.parseInt(arguments[++i]);
      } else {
        fail(
            "unknown argument %s; --distributions FILE, --seeds N, --json".formatted(arguments[i]));
      }
    }
    if (seeds < 2 || seeds > SEEDS_MAX) {
      fail("--seeds must be from 2 to " + SEEDS_MAX);
    }
    try {
      print(WorkflowReport.of(new Experiment(distributions(file), seeds)), json);
    } catch (ProblemException problem) {
      fail(problem.problem().message() + "\n" + problem.problem().remedy());
    } catch (IOException unreadable) {
      fail("cannot read " + unreadable.getMessage());
    }
  }

  private static Distributions distributions(@Nullable String file) throws IOException {
    String text = file == null ? stated() : Files.readString(Path.of(file));
    return DistributionsFile.read(
        file == null ? STATED : file, text, new JacksonLocatedJsonReader());
  }

  private static String stated() throws IOException {
    try (var in = Objects.requireNonNull(WorkflowBench.class.getResourceAsStream(STATED))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void print(WorkflowReport report, boolean json) throws IOException {
    System.out.println(
        json
            ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report.json())
            : report.text());
  }

  private static void fail(String message) {
    System.err.println(message);
    System.exit(2);
  }
}
