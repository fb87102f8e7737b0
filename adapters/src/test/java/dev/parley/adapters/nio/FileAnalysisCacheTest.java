package dev.parley.adapters.nio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.review.AnalysisCache;
import dev.parley.testkit.contract.AnalysisCacheContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileAnalysisCacheTest extends AnalysisCacheContract {

  private static final int ENTRIES = 1_000;

  @TempDir private Path home;

  @Override
  protected AnalysisCache cache() {
    return new FileAnalysisCache(home.resolve("analyses"), "1", ENTRIES);
  }

  @Test
  void anotherEditionFindsNothing() {
    cache().keep("one", "1");

    assertThat(new FileAnalysisCache(home.resolve("analyses"), "2", ENTRIES).find("one")).isEmpty();
  }

  @Test
  void aFileThatWasAlteredTornOrSwappedIsNone() throws IOException {
    for (var damage : new String[] {"", "x", "altered"}) {
      cache().keep("one", "1");
      var file = onlyFile();
      String content = Files.readString(file);
      Files.writeString(file, damage.equals("altered") ? content + "2" : damage);

      assertThat(cache().find("one")).as(damage).isEmpty();
    }
    cache().keep("one", "1");
    var one = onlyFile();
    cache().keep("two", "2");
    try (var files = Files.list(home.resolve("analyses"))) {
      for (var two : files.filter(file -> !file.equals(one)).toList()) {
        Files.copy(one, two, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    assertThat(cache().find("two")).isEmpty();
  }

  @Test
  void onlyItsOwnerReadsIt() throws IOException {
    cache().keep("one", "1");

    assertThat(Files.getPosixFilePermissions(home.resolve("analyses")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void theOldestGoWhenThereAreTooMany() throws IOException {
    for (int i = 0; i < 10; i++) {
      new FileAnalysisCache(home.resolve("analyses"), "1", 4).keep("key" + i, "text");
    }

    assertThat(cache().find("key9")).isPresent();
    try (var files = Files.list(home.resolve("analyses"))) {
      assertThat(files.count()).isLessThanOrEqualTo(5);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsNoError() throws IOException {
    Files.writeString(home.resolve("analyses"), "a file");

    cache().keep("one", "1");

    assertThat(cache().find("one")).isEmpty();
  }

  private Path onlyFile() throws IOException {
    try (var files = Files.list(home.resolve("analyses"))) {
      return files.findFirst().orElseThrow();
    }
  }
}
