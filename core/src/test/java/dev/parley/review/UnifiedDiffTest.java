package dev.parley.review;

import static dev.parley.review.DiffLine.Kind.ADDED;
import static dev.parley.review.DiffLine.Kind.CONTEXT;
import static dev.parley.review.DiffLine.Kind.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.review.FileChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnifiedDiffTest {

  private static final String MODIFIED =
      """
      diff --git a/src/a.ts b/src/a.ts
      index 1111111..2222222 100644
      --- a/src/a.ts
      +++ b/src/a.ts
      @@ -1,3 +1,4 @@ function f() {
       one
      -two
      +2
      +2b
       three
      @@ -10 +11,0 @@
      -ten
      """;

  private static final String ADDED_FILE =
      """
      diff --git a/new.txt b/new.txt
      new file mode 100755
      index 0000000..2222222
      --- /dev/null
      +++ b/new.txt
      @@ -0,0 +1,2 @@
      +one
      +two
      \\ No newline at end of file
      """;

  private static final String DELETED_FILE =
      """
      diff --git a/old.txt b/old.txt
      deleted file mode 100644
      index 2222222..0000000
      --- a/old.txt
      +++ /dev/null
      @@ -1 +0,0 @@
      -one
      """;

  private static final String RENAMED =
      """
      diff --git a/one two.txt b/three four.txt
      similarity index 100%
      rename from one two.txt
      rename to three four.txt
      """;

  private static final String RENAMED_AND_CHANGED =
      """
      diff --git "a/\\303\\244.txt" "b/\\"q\\"\\t.txt"
      similarity index 90%
      rename from "\\303\\244.txt"
      rename to "\\"q\\"\\t.txt"
      index 1111111..2222222 100644
      --- "a/\\303\\244.txt"
      +++ "b/\\"q\\"\\t.txt"
      @@ -1,2 +1,2 @@
      -a
      +b
       c
      """;

  private static final String MODE_ONLY =
      """
      diff --git a/run me.sh b/run me.sh
      old mode 100644
      new mode 100755
      """;

  private static final String BINARY =
      """
      diff --git a/a.png b/a.png
      index 1111111..2222222 100644
      Binary files a/a.png and b/a.png differ
      """;

  private static final String BINARY_PATCH =
      """
      diff --git a/a.bin b/a.bin
      index 1111111..2222222 100644
      GIT binary patch
      literal 3
      Kcmd;MWMXCj0000G0096

      literal 2
      JcmZQzWB>pF00031

      """;

  private static final String SUBMODULE =
      """
      diff --git a/lib b/lib
      index 1111111..2222222 160000
      --- a/lib
      +++ b/lib
      @@ -1 +1 @@
      -Subproject commit 1111111111111111111111111111111111111111
      +Subproject commit 2222222222222222222222222222222222222222
      """;

  private static final String LINK =
      """
      diff --git a/link b/link
      new file mode 120000
      index 0000000..2222222
      --- /dev/null
      +++ b/link
      @@ -0,0 +1 @@
      +/etc/passwd
      \\ No newline at end of file
      """;

  static List<String> samples() {
    return List.of(
        MODIFIED,
        ADDED_FILE,
        DELETED_FILE,
        RENAMED,
        RENAMED_AND_CHANGED,
        MODE_ONLY,
        BINARY,
        BINARY_PATCH,
        SUBMODULE,
        LINK,
        MODIFIED + BINARY_PATCH + ADDED_FILE + RENAMED + MODE_ONLY + DELETED_FILE);
  }

  private static FileChange only(String diff) {
    var files = UnifiedDiff.parse(diff).files();
    assertThat(files).hasSize(1);
    return files.getFirst();
  }

  @Test
  void numbersLinesOnBothSides() {
    var file = only(MODIFIED);

    assertThat(file.kind()).isEqualTo(Kind.MODIFIED);
    assertThat(file.path()).isEqualTo("src/a.ts");
    assertThat(file.hunks()).extracting(Hunk::section).containsExactly("function f() {", "");
    assertThat(file.lines())
        .containsExactly(
            new DiffLine(CONTEXT, "one", 1, 1, true),
            new DiffLine(REMOVED, "two", 2, 0, true),
            new DiffLine(ADDED, "2", 0, 2, true),
            new DiffLine(ADDED, "2b", 0, 3, true),
            new DiffLine(CONTEXT, "three", 3, 4, true),
            new DiffLine(REMOVED, "ten", 10, 0, true));
  }

  @Test
  void readsNewFiles() {
    var file = only(ADDED_FILE);

    assertThat(file.kind()).isEqualTo(Kind.ADDED);
    assertThat(file.newMode()).isEqualTo("100755");
    assertThat(file.added()).extracting(DiffLine::ended).containsExactly(true, false);
  }

  @Test
  void readsDeletedFiles() {
    var file = only(DELETED_FILE);

    assertThat(file.kind()).isEqualTo(Kind.DELETED);
    assertThat(file.exists()).isFalse();
    assertThat(file.path()).isEqualTo("old.txt");
  }

  @Test
  void readsRenamesWithAndWithoutChanges() {
    var renamed = only(RENAMED);
    assertThat(renamed.kind()).isEqualTo(Kind.RENAMED);
    assertThat(renamed.oldPath()).isEqualTo("one two.txt");
    assertThat(renamed.path()).isEqualTo("three four.txt");

    var changed = only(RENAMED_AND_CHANGED);
    assertThat(changed.oldPath()).isEqualTo("ä.txt");
    assertThat(changed.path()).isEqualTo("\"q\"\t.txt");
    assertThat(changed.added()).extracting(DiffLine::text).containsExactly("b");
  }

  @Test
  void readsChangesWithoutLines() {
    assertThat(only(MODE_ONLY).path()).isEqualTo("run me.sh");
    assertThat(only(MODE_ONLY).newMode()).isEqualTo("100755");
    assertThat(only(BINARY).path()).isEqualTo("a.png");
    assertThat(only(BINARY).binary()).isTrue();
    assertThat(only(BINARY_PATCH).binary()).isTrue();
    assertThat(only(SUBMODULE).submodule()).isTrue();
    assertThat(only(LINK).newMode()).isEqualTo("120000");
  }

  @Test
  void readsSeveralFilesInOrder() {
    var diff =
        UnifiedDiff.parse(
            MODIFIED + RENAMED + BINARY_PATCH + MODE_ONLY + BINARY + ADDED_FILE + SUBMODULE);

    assertThat(diff.files())
        .extracting(FileChange::path)
        .containsExactly(
            "src/a.ts", "three four.txt", "a.bin", "run me.sh", "a.png", "new.txt", "lib");
  }

  @Test
  void takesLinesThatLookLikeHeadersForWhatTheyAre() {
    var file =
        only(
            """
            diff --git a/a b/a
            index 1..2 100644
            --- a/a
            +++ b/a
            @@ -1,3 +1,3 @@
            --- a/b
            -@@ -1 +1 @@
            -diff --git a/x b/x
            +++ b/b
            ++++ b/c
            +\\ No newline at end of file
            """);

    assertThat(file.removed())
        .extracting(DiffLine::text)
        .containsExactly("-- a/b", "@@ -1 +1 @@", "diff --git a/x b/x");
    assertThat(file.added())
        .extracting(DiffLine::text)
        .containsExactly("++ b/b", "+++ b/c", "\\ No newline at end of file");
  }

  @Test
  void keepsCarriageReturnsAndOtherLineSeparatorsInLines() {
    var file =
        only("diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -0,0 +1,2 @@\n+x\r\n+y\u2028z\fw\u0085v\n");

    assertThat(file.added())
        .extracting(DiffLine::text)
        .containsExactly("x\r", "y\u2028z\fw\u0085v");
  }

  @Test
  void readsDiffsOfOtherPrefixesAndOfPlainDiff() {
    assertThat(only("diff --git i/x w/x\n--- i/x\n+++ w/x\n@@ -1 +1 @@\n-a\n+b\n").path())
        .isEqualTo("x");
    assertThat(only("diff --git a/x a/x\n--- a/x\n+++ a/x\n@@ -1 +1 @@\n-a\n+b\n").path())
        .isEqualTo("a/x");
    assertThat(only("--- a/x y\t2026-01-01\n+++ b/x y\t2026-01-01\n@@ -1 +1 @@\n-a\n+b\n").path())
        .isEqualTo("x y");
  }

  @Test
  void readsAMailedPatch() {
    var patch =
        "From 1111111111111111111111111111111111111111 Mon Sep 17 00:00:00 2001\nSubject: x\n---\n"
            + " a | 2 +-\n\n"
            + MODIFIED
            + "-- \n2.39.5\n\n";

    assertThat(only(patch).path()).isEqualTo("src/a.ts");
  }

  @Test
  void readsAnEmptyDiffAsNoFiles() {
    assertThat(UnifiedDiff.parse("").files()).isEmpty();
    assertThat(UnifiedDiff.parse("\n").files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\n",
        "diff --git a/x\n",
        "diff --git a/x b/y\n",
        "diff --git a/x b/x\n--- a/x\n",
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n",
        "diff --git a/x b/x\n--- a/x\n+++ b/y\n@@ -1 +1 @@\n-a\n+b\n",
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1 @@\n-a\n+b\n",
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n+c\n",
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n*b\n",
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +0,0 @@\n",
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0 +1 @@\n-a\n+b\n",
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -5 +5 @@\n-a\n+b\n@@ -5 +5 @@\n-a\n+b\n",
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @\n-a\n+b\n",
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\ngarbage\n",
        "diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n",
        "diff --git a/x b/x\nold mode 1\n",
        "diff --git a/x b/x\nrename from x\n",
        "diff --git \"a/\\q\" \"b/\\q\"\n",
        "diff --git \"a/\\377\" \"b/\\377\"\nold mode 100644\nnew mode 100755\n",
        "diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n@@@ -1 -1 +1 @@@\n--a\n++b\n",
        "diff --git a/x b/x\nGIT binary patch\nliteral 3\nnot base 85 \u00e4\n",
      })
  void refusesWhatIsNotWhollyADiff(String text) {
    assertThatThrownBy(() -> UnifiedDiff.parse(text))
        .isInstanceOf(MalformedDiffException.class)
        .hasMessageContaining("line ");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void refusesDiffsThatEndTooEarlyOrReadsAllThatIsThere(String text) {
    for (int end = 0; end < text.length(); end++) {
      readsOrRefuses(text.substring(0, end));
    }
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void refusesDamagedDiffsInNoOtherWay(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      readsOrRefuses(damaged(samples().get(random.nextInt(samples().size())), random));
    }
  }

  private static String damaged(String text, Random random) {
    var lines = new ArrayList<>(List.of(text.split("\n", -1)));
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      switch (random.nextInt(5)) {
        case 0 -> lines.remove(at);
        case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
        case 2 -> lines.set(at, line.substring(random.nextInt(line.length() + 1)));
        case 3 -> lines.set(at, line + (char) random.nextInt(300));
        default -> lines.set(at, line.replace('1', (char) ('0' + random.nextInt(10))));
      }
      if (lines.isEmpty()) {
        lines.add("");
      }
    }
    return String.join("\n", lines);
  }

  /** What is read has consistent numbers and loses no changed line of the text. */
  private static void readsOrRefuses(String text) {
    UnifiedDiff diff;
    try {
      diff = UnifiedDiff.parse(text);
    } catch (MalformedDiffException e) {
      return;
    }
    for (var file : diff.files()) {
      for (var hunk : file.hunks()) {
        int newLine = 0;
        for (var line : hunk.lines()) {
          if (line.newLine() > 0) {
            assertThat(newLine == 0 || line.newLine() == newLine + 1).isTrue();
            newLine = line.newLine();
          }
        }
      }
    }
  }
}
