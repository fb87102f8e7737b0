package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

  @TempDir private Path folder;

  @Test
  void reviewsCodeOfEveryLanguageInAFolderOfItsOwn() throws Exception {
    int exitCode = Training.review(folder);

    assertThat(exitCode).isEqualTo(1);
    try (var files = Files.walk(folder.resolve("repository"))) {
      assertThat(files.map(Path::toString))
          .anyMatch(name -> name.endsWith(".java"))
          .anyMatch(name -> name.endsWith(".py"))
          .anyMatch(name -> name.endsWith(".go"))
          .anyMatch(name -> name.endsWith(".rs"))
          .anyMatch(name -> name.endsWith(".js") || name.endsWith(".ts"));
    }
  }
}
