package dev.parley.review.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.review.tools.ToolOutcome.Located;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class NewResultsTest {

  private static Located at(String rule, String file, int line, String text) {
    return new Located(new Reported(rule, file, line, "says", Set.of(), ""), text);
  }

  private static List<Located> fresh(List<Located> head, List<Located> base) {
    return NewResults.of(head, base, Map.of(), Reported::rule);
  }

  @Test
  void linesMayMoveAndBeIndented() {
    assertThat(fresh(List.of(at("r", "a", 9, "   f( x )")), List.of(at("r", "a", 1, "f(x)"))))
        .isEmpty();
  }

  @Test
  void aCopyOfAnOldFaultIsNew() {
    var head = List.of(at("r", "a", 1, "f(x)"), at("r", "a", 2, "f(x)"));

    assertThat(fresh(head, List.of(at("r", "a", 1, "f(x)")))).hasSize(1);
  }

  @Test
  void theSameLineOfAnotherFileIsNewUnlessTheFileWasRenamed() {
    var head = List.of(at("r", "new", 1, "f(x)"));
    var base = List.of(at("r", "old", 1, "f(x)"));

    assertThat(fresh(head, base)).hasSize(1);
    assertThat(NewResults.of(head, base, Map.of("old", "new"), Reported::rule)).isEmpty();
  }

  @Test
  void twoToolsRulesOfOneClassAreOne() {
    var head = List.of(at("TS18048", "a", 1, "f(x)"));
    var base = List.of(at("TS2532", "a", 1, "f(x)"));

    assertThat(fresh(head, base)).hasSize(1);
    assertThat(NewResults.of(head, base, Map.of(), _ -> "null-dereference")).isEmpty();
  }

  @Test
  void ofAWholeFileTheMessageTellsResultsApart() {
    var base = List.of(new Located(new Reported("r", "a", 0, "one", Set.of(), ""), ""));
    var head = List.of(new Located(new Reported("r", "a", 0, "two", Set.of(), ""), ""));

    assertThat(fresh(head, base)).isEqualTo(head);
  }

  static Stream<Long> seeds() {
    return LongStream.range(0, 300).boxed();
  }

  /** What is new and what was there make up the head, in whatever order tools report. */
  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void isAMultisetDifference(long seed) {
    var random = new Random(seed);
    var base = some(random);
    var added = some(random);
    var head = new ArrayList<>(base);
    head.addAll(added);
    Collections.shuffle(head, random);

    assertThat(fresh(head, base))
        .extracting(NewResultsTest::key)
        .containsExactlyInAnyOrderElementsOf(added.stream().map(NewResultsTest::key).toList());
    assertThat(fresh(base, head)).isEmpty();
    assertThat(fresh(head, List.of())).isEqualTo(head);
  }

  private static String key(Located located) {
    return located.reported().rule() + located.reported().file() + located.text();
  }

  private static List<Located> some(Random random) {
    return random
        .ints(random.nextInt(12), 0, 8)
        .mapToObj(i -> at("r" + i % 2, "f" + i / 4, 1 + random.nextInt(90), "line " + i % 4))
        .toList();
  }
}
