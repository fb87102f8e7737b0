package dev.parley.testkit.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agent.loop.FileRefusedException;
import dev.parley.agent.loop.WorktreeFiles;
import dev.parley.agent.loop.WorktreeFiles.Hit;
import java.nio.charset.Charset;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link WorktreeFiles} promises. */
public abstract class WorktreeFilesContract {

  private static final int ALL = Integer.MAX_VALUE;

  /** An empty worktree; the same one throughout a test. */
  protected abstract WorktreeFiles files();

  /** Puts a file into it from outside. */
  protected abstract void put(String path, byte[] content);

  /** A file's bytes as seen from outside. */
  protected abstract byte[] get(String path);

  private void put(String path, String text) {
    put(path, text.getBytes(UTF_8));
  }

  private String text(String path) {
    return text(path, UTF_8);
  }

  private String text(String path, Charset charset) {
    return new String(get(path), charset);
  }

  private static void assertRefused(ThrowingCallable action, String... words) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            FileRefusedException.class,
            refused -> {
              for (String word : words) {
                assertThat(refused).hasMessageContaining(word);
              }
            });
  }

  // Listing

  @Test
  void listsFilesBelowAFolderSorted() {
    put("b.txt", "");
    put("src/z/A.java", "");
    put("src/B.java", "");

    assertThat(files().list("", "", 10).paths())
        .containsExactly("b.txt", "src/B.java", "src/z/A.java");
    assertThat(files().list("src", "", 10).paths()).containsExactly("src/B.java", "src/z/A.java");
    assertThat(files().list("./src/", "", 10).truncated()).isFalse();
  }

  @Test
  void listsNothingInAnEmptyWorktree() {
    assertThat(files().list("", "", 10).paths()).isEmpty();
  }

  @Test
  void listsByTheNameOrByThePathBelowTheFolder() {
    put("src/main/A.java", "");
    put("src/main/A.kt", "");
    put("src/A.java", "");

    assertThat(files().list("", "*.java", 10).paths())
        .containsExactly("src/A.java", "src/main/A.java");
    assertThat(files().list("src", "main/*.{java,kt}", 10).paths())
        .containsExactly("src/main/A.java", "src/main/A.kt");
    assertThat(files().list("", "src/**/A.java", 10).paths())
        .containsExactly("src/A.java", "src/main/A.java");
  }

  @Test
  void saysWhenThereIsMoreToList() {
    put("a", "");
    put("b", "");

    assertThat(files().list("", "", 2).truncated()).isFalse();
    assertThat(files().list("", "", 1).truncated()).isTrue();
    assertThat(files().list("", "", 1).paths()).hasSize(1);
  }

  @Test
  void namesGeneratedFoldersWithoutTheirContent() {
    put("web/node_modules/left/index.js", "");
    put("web/a.js", "");

    assertThat(files().list("", "*.js", 10).paths())
        .containsExactly("web/a.js", "web/node_modules/");
    assertThat(files().list("web/node_modules", "", 10).paths())
        .containsExactly("web/node_modules/left/index.js");
  }

  @Test
  void neverShowsGitsOwnFolder() {
    put("a/.git/config", "secret");
    put("a/.gitignore", "target/");

    assertThat(files().list("", "", 10).paths()).containsExactly("a/.gitignore");
    assertThat(files().search("secret", "", 10).hits()).isEmpty();
  }

  @Test
  void refusesToListWhatIsNotThere() {
    assertRefused(() -> files().list("nowhere", "", 10), "nowhere");
  }

  // Reading

  @Test
  void readsARangeOfLines() {
    put("a.txt", "one\ntwo\nthree\n");

    var excerpt = files().read("a.txt", 2, 9);

    assertThat(excerpt.lines()).containsExactly("two", "three");
    assertThat(excerpt.firstLine()).isEqualTo(2);
    assertThat(excerpt.lastLine()).isEqualTo(3);
    assertThat(excerpt.totalLines()).isEqualTo(3);
  }

  @Test
  void readsAnyKindOfLineEnd() {
    put("a.txt", "one\r\n\ntwo\rstill two\nlast");

    assertThat(files().read("a.txt", 1, ALL).lines())
        .containsExactly("one", "", "two\rstill two", "last");
  }

  @Test
  void readsAnEmptyFileAsNoLines() {
    put("a.txt", "");

    var excerpt = files().read("a.txt", 1, ALL);

    assertThat(excerpt.lines()).isEmpty();
    assertThat(excerpt.totalLines()).isZero();
  }

  @Test
  void showsNoMoreThanItsBound() {
    put("a.txt", ("x".repeat(99) + "\n").repeat(5_000));

    var excerpt = files().read("a.txt", 1, ALL);

    assertThat(excerpt.totalLines()).isEqualTo(5_000);
    assertThat(excerpt.lines()).hasSize(WorktreeFiles.MAX_SHOWN_CHARS / 100);
  }

  @Test
  void cutsAVeryLongLineAndSaysSo() {
    put("a.txt", "x".repeat(10_000) + "\nshort\n");

    var lines = files().read("a.txt", 1, ALL).lines();

    assertThat(lines.getFirst()).hasSizeLessThan(5_000).endsWith("[line cut, 10000 characters]");
    assertThat(lines.getLast()).isEqualTo("short");
  }

  @Test
  void refusesToReadBinaryFiles() {
    put("a.bin", new byte[] {1, 0, 2});

    assertRefused(() -> files().read("a.bin", 1, ALL), "a.bin", "binary");
  }

  @Test
  void refusesToReadHugeFiles() {
    put("a.txt", "x\n".repeat(WorktreeFiles.MAX_FILE_BYTES / 2 + 1));

    assertRefused(() -> files().read("a.txt", 1, ALL), "a.txt", "run_command");
  }

  @Test
  void refusesToReadWhatIsMissingOrAFolder() {
    put("src/a.txt", "");

    assertRefused(() -> files().read("src/b.txt", 1, ALL), "There is no src/b.txt");
    assertRefused(() -> files().read("src", 1, ALL), "src is a folder");
  }

  // Searching

  @Test
  void findsLinesByARegularExpression() {
    put("b.txt", "none\nint foo = 12;\n");
    put("a/c.txt", "  int bar = 7;  \n");

    assertThat(files().search("int \\w+ = \\d+", "", 10).hits())
        .containsExactlyInAnyOrder(
            new Hit("b.txt", 2, "int foo = 12;"), new Hit("a/c.txt", 1, "int bar = 7;"));
    assertThat(files().search("int", "a", 10).hits()).extracting(Hit::path).containsOnly("a/c.txt");
    assertThat(files().search("int", "b.txt", 10).hits()).extracting(Hit::line).containsOnly(2);
  }

  @Test
  void saysWhenThereAreMoreMatches() {
    put("a.txt", "x\nx\nx\n");

    assertThat(files().search("x", "", 3).incomplete()).isEmpty();
    assertThat(files().search("x", "", 2).incomplete()).isNotEmpty();
    assertThat(files().search("x", "", 2).hits()).hasSize(2);
  }

  @Test
  void searchesNoBinaryFilesAndNoGeneratedFolders() {
    put("a.bin", new byte[] {'x', 0});
    put("target/a.txt", "x");

    assertThat(files().search("x", "", 10).hits()).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithARegularExpression() {
    assertRefused(() -> files().search("(", "", 10), "regular expression");
    assertRefused(() -> files().search("", "", 10), "empty");
  }

  // Replacing

  @Test
  void replacesTextThatOccursOnce() {
    put("a.txt", "one\ntwo\nthree\n");

    assertThat(files().replace("a.txt", "two\nth", "2\n3", false)).containsExactly(2);
    assertThat(text("a.txt")).isEqualTo("one\n2\n3ree\n");
  }

  @Test
  void replacesEveryOccurrenceWhenAsked() {
    put("a.txt", "x y\nx\n");

    assertThat(files().replace("a.txt", "x", "xx", true)).containsExactly(1, 2);
    assertThat(text("a.txt")).isEqualTo("xx y\nxx\n");
  }

  @Test
  void namesTheLinesOfSeveralOccurrences() {
    put("a.txt", "x\ny\nx\n");

    assertRefused(() -> files().replace("a.txt", "x", "z", false), "2 times", "lines 1, 3");
    assertThat(text("a.txt")).isEqualTo("x\ny\nx\n");
  }

  @Test
  void takesOverlappingOccurrencesForSeveral() {
    put("a.txt", "aaa");

    assertRefused(() -> files().replace("a.txt", "aa", "b", false), "2 times");
  }

  @Test
  void showsTheLinesThatDifferInWhiteSpaceOnly() {
    put("a.txt", "if (x) {\n\treturn 1; \n}\n");

    assertRefused(
        () -> files().replace("a.txt", "if (x) {\n  return 1;\n}", "", false),
        "white space differs",
        "2  →return 1;·");
  }

  @Test
  void showsTheNearestLinesWhenNothingMatches() {
    put("a.txt", "class Foo {\n  int countOfThings = 12;\n}\n");

    assertRefused(
        () -> files().replace("a.txt", "int countOfThing = 13;", "", false),
        "2    int countOfThings = 12;");
    assertRefused(() -> files().replace("a.txt", "qqqq", "", false), "nor anything like it");
  }

  @Test
  void keepsCarriageReturns() {
    put("a.txt", "one\r\ntwo\r\n");

    files().replace("a.txt", "one\ntwo", "1\n2\n3", false);
    assertThat(text("a.txt")).isEqualTo("1\r\n2\r\n3\r\n");

    files().write("a.txt", "a\nb\n");
    assertThat(text("a.txt")).isEqualTo("a\r\nb\r\n");
  }

  @Test
  void keepsMixedLineEndsWhereNothingIsReplaced() {
    put("a.txt", "one\r\ntwo\nthree\r\nfour\n");

    files().replace("a.txt", "two\nthree", "2\n3", false);

    assertThat(text("a.txt")).isEqualTo("one\r\n2\n3\r\nfour\n");
  }

  @Test
  void keepsTheByteOrderMark() {
    put("a.txt", "\uFEFFone\n");

    assertThat(files().read("a.txt", 1, 1).lines()).containsExactly("one");
    files().replace("a.txt", "one", "två", false);
    assertThat(text("a.txt")).isEqualTo("\uFEFFtvå\n");
  }

  @Test
  void keepsAnEncodingThatIsNotUtf8() {
    put("a.txt", "gr\u00fc\u00df\n".getBytes(ISO_8859_1));

    files().replace("a.txt", "grüß", "schön grüß", false);

    assertThat(text("a.txt", ISO_8859_1)).isEqualTo("schön grüß\n");
    assertRefused(() -> files().replace("a.txt", "schön", "→", false), "ISO-8859-1");
    assertThat(text("a.txt", ISO_8859_1)).isEqualTo("schön grüß\n");
  }

  @Test
  void refusesAReplacementOfNothingOrByTheSame() {
    put("a.txt", "one\n");

    assertRefused(() -> files().replace("a.txt", "", "x", false), "empty");
    assertRefused(() -> files().replace("a.txt", "one", "one", false), "nothing would change");
  }

  // Writing and deleting

  @Test
  void makesFilesWithTheFoldersAboveThem() {
    assertThat(files().write("a/b/c.txt", "text\n")).isTrue();
    assertThat(files().write("a/b/c.txt", "other\n")).isFalse();
    assertThat(text("a/b/c.txt")).isEqualTo("other\n");
    assertThat(files().list("", "", 10).paths()).containsExactly("a/b/c.txt");
  }

  @Test
  void writesAnyTextAsUtf8() {
    files().write("ä/漢字.txt", "äöü 漢字 \uD83D\uDE00");

    assertThat(text("ä/漢字.txt")).isEqualTo("äöü 漢字 \uD83D\uDE00");
  }

  @Test
  void refusesTextThatIsNotUnicode() {
    assertRefused(() -> files().write("a.txt", "\uD83D"), "Unicode");
  }

  @Test
  void refusesToWriteTooMuch() {
    String much = "x".repeat(WorktreeFiles.MAX_WRITTEN_BYTES + 1);

    assertRefused(() -> files().write("a.txt", much), "2 MiB");
    put("a.txt", "y");
    assertRefused(() -> files().replace("a.txt", "y", much, false), "2 MiB");
    assertThat(text("a.txt")).isEqualTo("y");
  }

  @Test
  void refusesToWriteOverAFolderOrBelowAFile() {
    put("a/b.txt", "");

    assertRefused(() -> files().write("a", "x"), "a is a folder");
    assertRefused(() -> files().write("a/b.txt/c", "x"), "a/b.txt is no folder");
  }

  @Test
  void replacesABinaryFileByText() {
    put("a.bin", new byte[] {1, 0, 2});

    assertThat(files().write("a.bin", "text")).isFalse();
    assertThat(text("a.bin")).isEqualTo("text");
  }

  @Test
  void deletesFilesButNoFolders() {
    put("a/b.txt", "");

    assertRefused(() -> files().delete("a"), "a is a folder");
    files().delete("a/b.txt");
    assertThat(files().list("", "", 10).paths()).isEmpty();
    assertRefused(() -> files().delete("a/b.txt"), "There is no a/b.txt");
  }

  // Paths

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a",
        "a/../../b",
        "a/..",
        "/etc/passwd",
        "~/a",
        "a\\b",
        "..\\a",
        "C:\\a",
        "a\0b",
        "a\nb",
        ".git/config",
        ".GIT/config",
        "a/.Git/hooks/pre-commit",
        ".git",
        ".git./config",
        ".git /config",
        ".git::$INDEX_ALLOCATION/config",
        ".g\u200cit/config",
        "git~1/config",
        "GIT~1/config"
      })
  void refusesPathsThatLeaveTheWorktreeOrReachGit(String path) {
    assertRefused(() -> files().read(path, 1, 2));
    assertRefused(() -> files().write(path, "x"));
    assertRefused(() -> files().replace(path, "x", "y", false));
    assertRefused(() -> files().delete(path));
    assertRefused(() -> files().list(path, "", 10));
    assertRefused(() -> files().search("x", path, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "./", "a/../a.txt", "a/./../x"})
  void refusesPathsThatNameNoFile(String path) {
    assertRefused(() -> files().write(path, "x"));
  }

  @Test
  void refusesPathsOfUnreasonableLength() {
    assertRefused(() -> files().write("a".repeat(256), "x"), "255");
    assertRefused(() -> files().write("a/".repeat(101) + "b", "x"), "deep");
    assertRefused(() -> files().write("a/".repeat(5_000) + "b", "x"), "longer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"./a.txt", "a.txt", ".//a.txt"})
  void takesDifferentWordsForTheSamePath(String path) {
    put("a.txt", "x\n");

    assertThat(files().read(path, 1, 1).lines()).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {".gitignore", "a/.github/x.yml", "git", "..a", "a..", "...", " a", "a b"})
  void allowsNamesThatOnlyLookAlike(String path) {
    files().write(path, "x");

    assertThat(text(path)).isEqualTo("x");
  }
}
