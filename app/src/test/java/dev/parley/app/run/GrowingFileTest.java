package dev.parley.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrowingFileTest {

  @TempDir Path folder;
  private Path file;
  private GrowingFile growing;

  @BeforeEach
  void follow() {
    file = folder.resolve("meeting.txt");
    growing = new GrowingFile(file);
  }

  @AfterEach
  void close() throws IOException {
    growing.close();
  }

  @Test
  void waitsForAFileThatIsNotThereYet() throws IOException {
    assertThat(growing.next().lines()).isEmpty();

    append("a\n");

    assertThat(growing.next().lines()).containsExactly("a");
  }

  @Test
  void readsLinesOnceTheyAreWhole() throws IOException {
    append("first\nsec");
    assertThat(growing.next().lines()).containsExactly("first");
    assertThat(growing.next().lines()).isEmpty();

    append("ond\nthird\n");

    assertThat(growing.next().lines()).containsExactly("second", "third");
  }

  @Test
  void readsAFileThatWasCutShortFromItsStart() throws IOException {
    append("one\ntwo\n");
    var _ = growing.next();

    Files.writeString(file, "new\n");

    assertThat(growing.next()).isEqualTo(new FeedSource.Came(true, List.of("new"), false));
  }

  @Test
  void noticesWhenAFileWasWrittenOverAndIsLongerNow() throws IOException {
    append("one\n");
    var _ = growing.next();

    Files.writeString(file, "another one\nand more\n");

    assertThat(growing.next())
        .isEqualTo(new FeedSource.Came(true, List.of("another one", "and more"), false));
  }

  @Test
  void readsTheRestOfAFileThatWasReplacedAndThenTheNewOne() throws IOException {
    append("one\n");
    var _ = growing.next();
    append("two\n");
    Files.move(file, folder.resolve("meeting.1"), StandardCopyOption.ATOMIC_MOVE);
    append("three\n");

    assertThat(growing.next()).isEqualTo(new FeedSource.Came(false, List.of("two"), false));
    assertThat(growing.next()).isEqualTo(new FeedSource.Came(true, List.of("three"), false));
  }

  @Test
  void goesOnWhenAFileThatWasGoneIsBack() throws IOException {
    append("one\n");
    var _ = growing.next();
    var away = folder.resolve("away");
    Files.move(file, away);
    assertThat(growing.next().lines()).isEmpty();

    Files.move(away, file);
    append("two\n");

    assertThat(growing.next()).isEqualTo(new FeedSource.Came(false, List.of("two"), false));
  }

  @Test
  void readsALongFileInPieces() throws IOException {
    append("0123456789\n".repeat(100_000));
    var lines = new ArrayList<String>();
    for (var came = growing.next(); !came.lines().isEmpty(); came = growing.next()) {
      lines.addAll(came.lines());
    }

    assertThat(lines).hasSize(100_000).containsOnly("0123456789");
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
