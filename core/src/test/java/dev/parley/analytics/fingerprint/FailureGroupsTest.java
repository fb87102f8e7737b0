package dev.parley.analytics.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureGroupsTest {

  private static Fingerprint failure(String lastLine) {
    return Fingerprints.read("./check.sh", 3, false, lastLine);
  }

  @Test
  void takeLinesTogetherThatDifferInAWord() {
    var ada = failure("the account of ada is not balanced at the end of the month");
    var bob = failure("the account of bob is not balanced at the end of the month");
    var other = failure("the printer is on fire again and nobody has noticed it yet");
    assertThat(ada.key()).isNotEqualTo(bob.key());

    var groups = FailureGroups.of(List.of(ada, bob, other));

    assertThat(groups.of(bob)).isEqualTo(groups.of(ada));
    assertThat(groups.of(other)).isEqualTo(other);
  }

  @Test
  void leaveWhatARuleKnowsAlone() {
    var one =
        Fingerprints.read("javac A.java", 1, false, "A.java:1: error: cannot find symbol one");
    var two =
        Fingerprints.read("javac A.java", 1, false, "A.java:1: error: cannot find symbol two");

    var groups = FailureGroups.of(List.of(one, two));

    assertThat(groups.of(one)).isEqualTo(one);
    assertThat(groups.of(two)).isEqualTo(two);
  }

  @Test
  void areTheSameInWhateverOrderFailuresCome() {
    var failures =
        IntStream.range(0, 200)
            .mapToObj(i -> failure("item " + word(i) + " of list " + word(i / 7) + " is not there"))
            .collect(Collectors.toCollection(ArrayList::new));
    var groups = FailureGroups.of(failures);
    var expected = failures.stream().collect(Collectors.toMap(f -> f, groups::of, (a, _) -> a));

    Collections.shuffle(failures, new Random(1));
    var shuffled = FailureGroups.of(failures);

    assertThat(failures).allSatisfy(f -> assertThat(shuffled.of(f)).isEqualTo(expected.get(f)));
  }

  @Test
  void aFullTreeStillAnswers() {
    var tree = new TemplateTree();
    for (int i = 0; i < 5_000; i++) {
      assertThat(tree.add(word(i) + " " + word(i * 31) + " x")).isNotEmpty();
    }
    var line = "never seen before at all";
    assertThat(tree.add(line)).isEqualTo(line);
  }

  /** Letters alone: numbers would be masked. */
  private static String word(int number) {
    return Integer.toString(number, 26)
        .chars()
        .mapToObj(c -> Character.toString('a' + Character.digit(c, 26)))
        .collect(Collectors.joining());
  }
}
