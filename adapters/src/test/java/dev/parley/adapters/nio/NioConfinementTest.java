package dev.parley.adapters.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agent.loop.FileRefusedException;
import dev.parley.agent.loop.WorktreeFiles.Hit;
import dev.parley.model.Code;
import dev.parley.model.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks: what a worktree may hold to lead its reader out or to keep it busy for ever. */
@Timeout(60)
class NioConfinementTest {

  @TempDir Path folder;
  private Path root;
  private Path outside;
  private NioWorktreeFiles files;

  @BeforeEach
  void fill() throws IOException {
    root = Files.createDirectory(folder.resolve("worktree"));
    outside = Files.createDirectory(folder.resolve("outside"));
    Files.writeString(outside.resolve("secret.txt"), "secret\n");
    files = new NioWorktreeFiles(root);
  }

  private static void assertRefused(ThrowingCallable action) {
    assertThatThrownBy(action).isInstanceOf(FileRefusedException.class);
  }

  private void assertOutsideIsUntouched() throws IOException {
    assertThat(outside.resolve("secret.txt")).hasContent("secret\n");
    try (var entries = Files.list(outside)) {
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void followsNoLinkToAFileOutside() throws IOException {
    Files.createSymbolicLink(root.resolve("link.txt"), outside.resolve("secret.txt"));

    assertRefused(() -> files.read("link.txt", 1, 9));
    assertRefused(() -> files.write("link.txt", "x"));
    assertRefused(() -> files.replace("link.txt", "secret", "x", false));
    assertThat(files.search("secret", "", 9).hits()).isEmpty();
    assertThat(files.search("secret", ".", 9).hits()).isEmpty();
    assertOutsideIsUntouched();
  }

  @Test
  void followsNoLinkToAFolderOutside() throws IOException {
    Files.createSymbolicLink(root.resolve("link"), outside);

    assertRefused(() -> files.read("link/secret.txt", 1, 9));
    assertRefused(() -> files.write("link/new.txt", "x"));
    assertRefused(() -> files.write("link/a/b/new.txt", "x"));
    assertRefused(() -> files.delete("link/secret.txt"));
    assertRefused(() -> files.list("link", "", 9));
    assertRefused(() -> files.search("secret", "link", 9));
    assertThat(files.list("", "", 9).paths()).containsExactly("link");
    assertThat(files.search("secret", "", 9).hits()).isEmpty();
    assertOutsideIsUntouched();
  }

  @Test
  void saysWhereALinkInsideLeads() throws IOException {
    Files.writeString(root.resolve("AGENTS.md"), "x\n");
    Files.createSymbolicLink(root.resolve("CLAUDE.md"), Path.of("AGENTS.md"));

    assertThatThrownBy(() -> files.read("CLAUDE.md", 1, 9))
        .isInstanceOf(FileRefusedException.class)
        .hasMessageContaining("symbolic link to AGENTS.md");
  }

  @Test
  void deletesALinkAndNotWhatItLeadsTo() throws IOException {
    Files.createSymbolicLink(root.resolve("link.txt"), outside.resolve("secret.txt"));
    Files.createSymbolicLink(root.resolve("link"), outside);

    files.delete("link.txt");
    files.delete("link");

    assertThat(files.list("", "", 9).paths()).isEmpty();
    assertOutsideIsUntouched();
  }

  @Test
  void makesNothingThroughALinkThatLeadsNowhere() throws IOException {
    Files.createSymbolicLink(root.resolve("link.txt"), outside.resolve("new.txt"));
    Files.createSymbolicLink(root.resolve("link"), outside.resolve("new"));

    assertRefused(() -> files.write("link.txt", "x"));
    assertRefused(() -> files.write("link/new.txt", "x"));
    assertOutsideIsUntouched();
  }

  @Test
  void walksNoCircles() throws IOException {
    Files.createDirectories(root.resolve("a/b"));
    Files.createSymbolicLink(root.resolve("a/b/up"), root);
    Files.createSymbolicLink(root.resolve("self"), Path.of("self"));
    Files.writeString(root.resolve("a/b/c.txt"), "x\n");

    assertThat(files.list("", "", 99).paths()).containsExactly("a/b/c.txt", "a/b/up", "self");
    assertThat(files.search("x", "", 9).hits()).containsExactly(new Hit("a/b/c.txt", 1, "x"));
  }

  @Test
  void opensNoPipesAndNoDevices() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor())
        .isZero();
    Files.createSymbolicLink(root.resolve("zero"), Path.of("/dev/zero"));

    assertRefused(() -> files.read("pipe", 1, 9));
    assertRefused(() -> files.write("pipe", "x"));
    assertRefused(() -> files.replace("pipe", "x", "y", false));
    assertRefused(() -> files.read("zero", 1, 9));
    assertThat(files.search("x", "", 9).hits()).isEmpty();
    assertThat(files.list("", "", 9).paths()).containsExactly("zero");
  }

  @Test
  void breaksAHardLinkInsteadOfWritingThroughIt() throws IOException {
    Files.createLink(root.resolve("hard.txt"), outside.resolve("secret.txt"));

    files.write("hard.txt", "x");
    files.replace("hard.txt", "x", "y", false);

    assertThat(root.resolve("hard.txt")).hasContent("y");
    assertOutsideIsUntouched();
  }

  @Test
  void keepsAFilesMode() throws IOException {
    var script = Files.writeString(root.resolve("run.sh"), "echo one\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x--x"));

    files.replace("run.sh", "one", "two", false);
    files.write("run.sh", "echo three\n");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
        .isEqualTo("rwxr-x--x");
  }

  @Test
  void leavesNoTemporaryFilesBehind() throws IOException {
    Files.createDirectory(root.resolve("folder"));
    files.write("a/b/c.txt", "x");
    files.write("a/b/c.txt", "y");
    assertRefused(() -> files.write("folder", "x"));
    assertRefused(() -> files.write("a/b/c.txt/d", "x"));

    assertThat(files.list("", "", 9).paths()).containsExactly("a/b/c.txt");
    try (var entries = Files.list(root)) {
      assertThat(entries.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("a", "folder");
    }
  }

  /** A folder and a link to the outside take each other's place all the time. */
  @Test
  void isNotLedOutByFoldersThatChangeMeanwhile() throws Exception {
    var inside = Files.createDirectories(root.resolve("d"));
    Files.writeString(inside.resolve("secret.txt"), "inside\n");
    Files.createSymbolicLink(root.resolve("link"), outside);
    var stop = new AtomicBoolean();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var swapping =
          threads.submit(() -> {
            while (!stop.get()) {
              swap("d", "real");
              swap("link", "d");
              swap("d", "link");
              swap("real", "d");
            }
            return true;
          });
      try {
        for (int i = 0; i < 200; i++) {
          readsInsideOrNothing();
          writesInsideOrNothing();
        }
      } finally {
        stop.set(true);
      }
      assertThat(swapping.get()).isTrue();
    }
    assertOutsideIsUntouched();
  }

  /** Clears away the folder that the writer may have made under the name meanwhile. */
  private void swap(String from, String to) throws IOException {
    for (int tries = 0; tries < 100_000; tries++) {
      try {
        Files.move(root.resolve(from), root.resolve(to));
        return;
      } catch (FileSystemException e) {
        Files.deleteIfExists(root.resolve(to).resolve("new.txt"));
        deleteIfEmpty(root.resolve(to));
      }
    }
    throw new IllegalStateException("cannot move " + from + " to " + to);
  }

  private static void deleteIfEmpty(Path made) throws IOException {
    try {
      Files.deleteIfExists(made);
    } catch (DirectoryNotEmptyException e) {
      // a temporary file is in it for the moment
    }
  }

  private void readsInsideOrNothing() {
    try {
      assertThat(files.read("d/secret.txt", 1, 1).lines()).containsExactly("inside");
    } catch (FileRefusedException e) {
      // the folder was away, or a link
    }
  }

  private void writesInsideOrNothing() {
    try {
      files.write("d/new.txt", "x");
    } catch (FileRefusedException e) {
      // likewise
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a+)+$",
        "(a|aa)+$",
        "(.*)*(.*)*(.*)*x",
        "((a{30}){30})b",
        "(a?){50}a{50}",
        "(?i)(A|a)*b"
      })
  void searchesInBoundedTimeWhateverTheExpression(String regex) throws IOException {
    Files.writeString(root.resolve("a.txt"), ("a".repeat(5_000) + "!\n").repeat(20));

    assertThat(files.search(regex, "", 9).hits()).hasSizeLessThanOrEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((a{1000}){1000}){1000}",
        "(a{100}b{1,100}){20,}",
        "a{100000}",
        "(?=a)",
        "(a)\\1",
        "[z-a]",
        "*"
      })
  void refusesExpressionsItCannotBound(String regex) throws IOException {
    Files.writeString(root.resolve("a.txt"), "a\n");

    assertRefused(() -> files.search(regex, "", 9));
  }

  @Test
  void refusesEndlesslyNestedExpressions() throws IOException {
    Files.writeString(root.resolve("a.txt"), "a\n");

    assertRefused(() -> files.search("(".repeat(2_000) + ")".repeat(2_000), "", 9));
    assertThat(files.search("(".repeat(490) + "a" + ")".repeat(490), "", 9).hits()).hasSize(1);
  }

  @Test
  void givesUpASearchWhenItsTimeIsUp() throws IOException {
    Files.writeString(root.resolve("a.txt"), "a\n");

    var hits = new NioWorktreeFiles(root, Duration.ofSeconds(-1)).search("a", "", 9);

    assertThat(hits.hits()).isEmpty();
    assertThat(hits.incomplete()).contains("too long");
  }

  @Test
  void stopsWhenInterrupted() throws IOException {
    Files.writeString(root.resolve("a.txt"), "a\n");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> files.read("a.txt", 1, 9))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> assertThat(e.problem().code()).isEqualTo(Code.INTERRUPTED));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void replacesAFileAtOnce() throws IOException {
    var file = Files.writeString(root.resolve("a.txt"), "old\n");
    try (var open = Files.newInputStream(file)) {
      files.write("a.txt", "new\n");

      assertThat(open.readAllBytes()).asString().isEqualTo("old\n");
    }
    Files.copy(file, root.resolve("b.txt"), StandardCopyOption.REPLACE_EXISTING);
    assertThat(root.resolve("b.txt")).hasContent("new\n");
  }
}
