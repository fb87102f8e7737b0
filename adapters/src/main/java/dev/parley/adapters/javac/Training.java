package dev.parley.adapters.javac;

import dev.parley.process.Command;
import dev.parley.process.FieldLines;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Lets the program look at the examples of all rules once, and leaves the classes that this loaded
 * in a file, from which later ones start twice as fast. The launcher runs this in the background.
 */
public final class Training {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private Training() {}

  /**
   * Makes the cache.
   *
   * @param args where it is to be
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Command command =
        ChildJvm.likeThisProcess().training(Path.of(args[0]).toAbsolutePath(), request(), TIMEOUT);
    var builder = new ProcessBuilder(command.argv()).directory(command.folder().toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    var child = builder.start();
    try (var in = child.outputWriter()) {
      in.write(command.stdin());
    }
    System.exit(child.waitFor());
  }

  private static String request() {
    var request = new StringBuilder();
    var rules = JavaRules.all().values();
    rules.forEach(rule -> request.append(rule.asked()));
    for (JavaRule rule : rules) {
      for (JavaRule.Example example : rule.examples()) {
        String folder = "example" + example.line();
        String code =
            "package %s;\nimport java.io.*;\nimport java.math.*;\nimport java.time.*;\n"
                    .formatted(folder)
                + "import java.util.*;\nimport java.util.stream.*;\nimport org.unknown.Other;\n"
                + "class Example {\n  private final Other other = Other.of(1);\n"
                + example.code()
                + "}\n";
        request.append(FieldLines.line("head", folder + "/Example.java", code));
      }
    }
    return request.toString();
  }
}
