package dev.parley.app.bench;

import dev.parley.model.Code;
import dev.parley.model.Problem;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where labelled cases are: in the product, or in a folder laid out alike. */
final class Corpus {

  static final List<String> LANGUAGES = List.of("java", "js", "python", "go", "rust");
  static final List<String> CATEGORIES = List.of("security", "correctness", "performance", "style");

  private Corpus() {}

  /** The product's own cases. */
  static List<LabelledCase> ours() {
    return groups()
        .flatMap(group -> {
          String name = "corpus/" + group + ".cases";
          try (var in = Corpus.class.getResourceAsStream(name)) {
            if (in == null) {
              throw new IllegalStateException("missing resource " + name);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return CaseText.read(name, group, text).stream();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        })
        .toList();
  }

  /**
   * The cases of a folder: files such as {@code java/security.cases}.
   *
   * @throws ProblemException BAD_INPUT
   */
  static List<LabelledCase> in(Path folder) {
    var cases =
        groups()
            .map(group -> folder.resolve(group + ".cases"))
            .filter(Files::isRegularFile)
            .flatMap(file -> read(folder, file))
            .toList();
    if (cases.isEmpty()) {
      throw new Problem(
              Code.BAD_INPUT,
              "--corpus: there is no case in " + folder,
              "Lay it out as <language>/<category>.cases, such as java/security.cases.")
          .raise();
    }
    return cases;
  }

  private static Stream<LabelledCase> read(Path folder, Path file) {
    String group = folder.relativize(file).toString().replaceFirst("\\.cases$", "");
    try {
      return CaseText.read(file.toString(), group, Files.readString(file)).stream();
    } catch (IOException e) {
      throw new ProblemException(
          new Problem(Code.BAD_INPUT, "--corpus: " + file + " cannot be read", ""), e);
    }
  }

  private static Stream<String> groups() {
    return LANGUAGES.stream()
        .flatMap(language -> CATEGORIES.stream().map(category -> language + "/" + category));
  }
}
