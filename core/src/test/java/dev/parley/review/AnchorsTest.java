package dev.parley.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorsTest {

  private static final String DIFF =
      """
      diff --git a/src/a.ts b/src/a.ts
      index 1..2 100644
      --- a/src/a.ts
      +++ b/src/a.ts
      @@ -2,4 +2,4 @@
       two();
      -check(user);
      +  save( user );
       two();
       five();
      diff --git a/old.ts b/src/new.ts
      similarity index 100%
      rename from old.ts
      rename to src/new.ts
      diff --git a/gone.ts b/gone.ts
      deleted file mode 100644
      index 2..0
      --- a/gone.ts
      +++ /dev/null
      @@ -1 +0,0 @@
      -keep();
      diff --git a/x.png b/x.png
      index 1..2 100644
      Binary files a/x.png and b/x.png differ
      """;

  private static final String TEXT = "one();\ntwo();\n  save( user );\ntwo();\nfive();\nsix();\n";

  private final Anchors anchors =
      new Anchors(UnifiedDiff.parse(DIFF), Map.of("src/a.ts", TEXT, "src/new.ts", "n();\n"));

  private Optional<Integer> line(String file, int line, String quote) {
    var issue = new ModelIssue(Severity.HIGH, "correctness", file, line, quote, "d");
    return anchors.find(issue).map(Anchors.Place::line);
  }

  @Test
  void findsAQuoteWhateverItsWhiteSpaceAndWhateverTheLine() {
    assertThat(line("src/a.ts", 3, "  save( user );")).contains(3);
    assertThat(line("src/a.ts", 999, "save(user);")).contains(3);
    assertThat(line("src/a.ts", 0, "save(")).contains(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"     3 +   save( user );", "+ save( user );", "\n\nsave( user );\ntwo();"})
  void findsAQuoteThatWasCopiedWithMarksOrNeighbours(String quote) {
    assertThat(line("src/a.ts", 0, quote)).contains(3);
  }

  @Test
  void choosesTheNearestOfSeveral() {
    assertThat(line("src/a.ts", 2, "two();")).contains(2);
    assertThat(line("src/a.ts", 5, "two();")).contains(4);
  }

  @Test
  void findsAQuoteInTheRestOfTheFile() {
    assertThat(line("src/a.ts", 1, "six();")).contains(6);
  }

  @Test
  void fallsBackToTheLine() {
    assertThat(line("src/a.ts", 5, "not there at all")).contains(5);
    assertThat(line("src/a.ts", 6, "")).contains(6);
    assertThat(line("src/a.ts", 1, "}")).contains(1);
  }

  @Test
  void placesWhatWasRemovedNextToItsGap() {
    assertThat(line("src/a.ts", 0, "check(user);")).contains(2);
  }

  @Test
  void findsNothingWhereNothingIs() {
    assertThat(line("src/a.ts", 7, "not there at all")).isEmpty();
    assertThat(line("src/a.ts", 0, "")).isEmpty();
    assertThat(line("src/a.ts", -5, "")).isEmpty();
    assertThat(line("other.ts", 1, "one();")).isEmpty();
  }

  @Test
  void takesFilesWithoutLinesAsAWhole() {
    assertThat(line("gone.ts", 1, "keep();")).contains(0);
    assertThat(line("x.png", 0, "")).contains(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/new.ts", "./src/new.ts", "b/src/new.ts", "old.ts", "new.ts"})
  void knowsAFileByTheNamesModelsGiveIt(String name) {
    assertThat(line(name, 1, "")).contains(1);
  }
}
