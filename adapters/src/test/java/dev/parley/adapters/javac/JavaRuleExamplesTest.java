package dev.parley.adapters.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule's examples, which stand beside it; all of them in one run of the program. */
class JavaRuleExamplesTest {

  private static final List<Case> CASES = cases();

  private static Reply reply = new Reply(List.of(), List.of(), false);

  private record Case(JavaRule rule, JavaRule.Example example, String folder) {

    String path() {
      return "src/" + folder + "/Example.java";
    }

    @Override
    public String toString() {
      String kind = example.bad() ? "bad" : "good";
      return rule.id() + " in java.rules, line " + example.line() + ", " + kind;
    }
  }

  private static List<Case> cases() {
    var cases = new ArrayList<Case>();
    for (JavaRule rule : JavaRules.all().values()) {
      for (JavaRule.Example example : rule.examples()) {
        cases.add(new Case(rule, example, "case" + cases.size()));
      }
    }
    return cases;
  }

  @BeforeAll
  static void askOnce() {
    var files = new LinkedHashMap<String, String>();
    CASES.forEach(
        each -> files.put(each.path(), JavaChecks.example(each.folder(), each.example().code())));
    reply = JavaChecks.reply(files);
  }

  @TestFactory
  Stream<DynamicTest> badExamplesAreFoundAndGoodOnesAreNot() {
    return CASES.stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.toString(),
                () ->
                    assertThat(rulesHitIn(each).contains(each.rule().id()))
                        .as("%s%n%s%s", each, each.example().code(), rulesHitIn(each))
                        .isEqualTo(each.example().bad())));
  }

  /** Of one rule's good example, another rule may have its own opinion, but not a grave one. */
  @TestFactory
  Stream<DynamicTest> noGoodExampleIsRefused() {
    var rules = JavaRules.all();
    return CASES.stream()
        .filter(each -> !each.example().bad())
        .map(each ->
            DynamicTest.dynamicTest(
                each.toString(),
                () ->
                    assertThat(rulesHitIn(each))
                        .allSatisfy(id ->
                            assertThat(String.valueOf(rules.get(id)))
                                .containsAnyOf("severity=LOW"))));
  }

  @Test
  void nothingFailsOnTheWay() {
    assertThat(reply.failures()).isEmpty();
    assertThat(reply.whole()).isTrue();
  }

  @Test
  void eachRuleHasExamplesOfBothKinds() {
    for (JavaRule rule : JavaRules.all().values()) {
      assertThat(rule.examples()).as(rule.id()).extracting(JavaRule.Example::bad).contains(true);
      assertThat(rule.examples()).as(rule.id()).extracting(JavaRule.Example::bad).contains(false);
      assertThat(Set.of("correctness", "security", "performance", "style"))
          .contains(rule.category());
    }
  }

  private static Set<String> rulesHitIn(Case wanted) {
    return reply.hits().stream()
        .filter(hit -> hit.path().equals(wanted.path()))
        .map(Reply.Hit::rule)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
