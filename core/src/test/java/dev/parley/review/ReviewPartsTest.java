package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.review.FileChange.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewPartsTest {

  private static FileChange added(String path, List<String> texts) {
    var lines = new ArrayList<DiffLine>();
    texts.forEach(
        text -> lines.add(new DiffLine(DiffLine.Kind.ADDED, text, 0, lines.size() + 1, true)));
    var hunks = lines.isEmpty() ? List.<Hunk>of() : List.of(new Hunk(0, 1, "", lines));
    return new FileChange(Kind.ADDED, path, path, "", "100644", false, hunks);
  }

  @Test
  void showsNumbersOfTheNewFileAndMarks() {
    var diff =
        UnifiedDiff.parse(
            """
            diff --git a/a b/a
            index 1..2 100644
            --- a/a
            +++ b/a
            @@ -9,3 +9,3 @@ class A
             one
            -two
            +2
             three
            \\ No newline at end of file
            """);

    assertThat(ReviewParts.of(diff, Map.of(), 10_000))
        .singleElement()
        .satisfies(part -> assertThat(part.paths()).containsExactly("a"))
        .extracting(ReviewPart::text)
        .isEqualTo(
            """

            === a (modified) ===
            @@ from line 9@@ class A
                 9   one
                   - two
                10 + 2
                11   three
                   \\ no line feed at the end of the file
            """);
  }

  @Test
  void showsWhatAHunkStandsIn() {
    var diff =
        UnifiedDiff.parse(
            """
            diff --git a/A.java b/A.java
            index 1..2 100644
            --- a/A.java
            +++ b/A.java
            @@ -5,1 +5,2 @@ class A {
                   one();
            +      two();
            """);
    var text =
        """
        class A {
          private int x;
          void f() {
            if (x > 0) {
              one();
              two();
        """;

    assertThat(ReviewParts.of(diff, Map.of("A.java", text), 10_000).getFirst().text())
        .endsWith(
            """
            @@ from line 5@@ class A {
                 1   class A {
                 3     void f() {
                 4       if (x > 0) {
                 5         one();
                 6 +       two();
            """);
  }

  @Test
  void saysWhatHappenedToFilesWithoutLines() {
    var diff =
        UnifiedDiff.parse(
            """
            diff --git a/a b/b
            similarity index 100%
            rename from a
            rename to b
            diff --git a/run b/run
            old mode 100644
            new mode 100755
            diff --git a/x.png b/x.png
            index 1..2 100644
            Binary files a/x.png and b/x.png differ
            diff --git a/lib b/lib
            new file mode 160000
            index 0000000..2222222
            --- /dev/null
            +++ b/lib
            @@ -0,0 +1 @@
            +Subproject commit 2222222222222222222222222222222222222222
            """);

    assertThat(ReviewParts.of(diff, Map.of(), 10_000))
        .singleElement()
        .satisfies(part ->
            assertThat(part.text())
                .contains("=== b (renamed from a, no line changed) ===")
                .contains("=== run (modified, mode 100644 to 100755, no line changed) ===")
                .contains("=== x.png (modified, binary, content not shown) ===")
                .contains("=== lib (added, submodule) ==="));
  }

  @Test
  void putsSmallFilesTogetherAndALargeOneIntoSeveralParts() {
    var diff =
        new UnifiedDiff(
            List.of(
                added("a", List.of("x")),
                added("b", List.of("y")),
                added("large", java.util.Collections.nCopies(100, "z".repeat(90))),
                added("c", List.of("w"))));

    var parts = ReviewParts.of(diff, Map.of(), 4_000);

    assertThat(parts).extracting(ReviewPart::paths).startsWith(List.of("a", "b"));
    assertThat(parts).filteredOn(part -> part.paths().contains("large")).hasSizeGreaterThan(2);
  }

  @Test
  void keepsAPathInOneLine() {
    var diff = new UnifiedDiff(List.of(added("a\n=== b (added) ===", List.of())));

    assertThat(ReviewParts.of(diff, Map.of(), 2_000).getFirst().text())
        .contains("=== a?=== b (added) === (added, no line changed) ===");
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void leavesNothingOutAndStaysWithinItsBound(long seed) {
    var random = new Random(seed);
    var files = new ArrayList<FileChange>();
    for (int i = 0; i < random.nextInt(30) + 1; i++) {
      var lines = new ArrayList<String>();
      for (int j = 0; j < random.nextInt(80); j++) {
        int length = random.nextInt(10) == 0 ? random.nextInt(9_000) : random.nextInt(100);
        lines.add("x" + "abcdefgh".repeat(length / 8) + "y" + j);
      }
      files.add(added("file" + i, lines));
    }
    int bound = 2_000 + random.nextInt(6_000);

    var parts = ReviewParts.of(new UnifiedDiff(files), Map.of(), bound);

    assertThat(parts).allSatisfy(part -> assertThat(part.text().length()).isLessThan(bound + 600));
    assertThat(shown(parts)).isEqualTo(expected(files));
  }

  private static Map<String, String> expected(List<FileChange> files) {
    var expected = new HashMap<String, String>();
    for (var file : files) {
      var text = new StringBuilder();
      file.added().forEach(line -> text.append(line.text()).append('\n'));
      expected.put(file.path(), text.toString());
    }
    return expected;
  }

  /** Puts the files together again from what is shown. */
  private static Map<String, String> shown(List<ReviewPart> parts) {
    Pattern heading = Pattern.compile("=== (\\S+) \\(.*");
    Pattern row = Pattern.compile("(?: *\\d+ \\+ | {7}> )(.*)");
    Map<String, StringBuilder> files = new HashMap<>();
    var current = new StringBuilder();
    for (var part : parts) {
      Set<String> seen = new LinkedHashSet<>();
      for (String line : part.text().split("\n", -1)) {
        Matcher head = heading.matcher(line);
        Matcher body = row.matcher(line);
        if (head.matches()) {
          seen.add(head.group(1));
          current = files.computeIfAbsent(head.group(1), _ -> new StringBuilder());
        } else if (body.matches()) {
          if (line.startsWith("       > ")) {
            current.setLength(current.length() - 1);
          }
          current.append(body.group(1)).append('\n');
        }
      }
      assertThat(part.paths()).containsExactlyElementsOf(seen);
    }
    var texts = new HashMap<String, String>();
    files.forEach((path, text) -> texts.put(path, text.toString()));
    return texts;
  }
}
