package dev.parley.testkit.modelserver;

import static dev.parley.testkit.modelserver.Requests.first;
import static dev.parley.testkit.modelserver.ScriptedAnswer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.testkit.modelserver.ScriptedAnswer.HangUp;
import dev.parley.testkit.modelserver.ScriptedAnswer.Overloaded;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomFaultsTest {

  private static final int QUESTIONS = 2_000;

  private static RandomFaults faults(long seed) {
    return RandomFaults.over(_ -> text("fine"), seed)
        .with(0.2, Fault.overloaded())
        .with(0.1, Fault.hangUp())
        .build();
  }

  private static List<ScriptedAnswer> answers(RandomFaults faults, List<Integer> order) {
    var byQuestion = new TreeMap<Integer, ScriptedAnswer>();
    for (var i : order) {
      byQuestion.put(i, faults.answer(first("coding", "T" + i, "Go.")));
    }
    return List.copyOf(byQuestion.values());
  }

  private static List<Integer> inOrder() {
    return IntStream.range(0, QUESTIONS).boxed().toList();
  }

  @Test
  void areTheSameForTheSameSeedInWhateverOrderRequestsCome() {
    var shuffled = new ArrayList<>(inOrder());
    Collections.shuffle(shuffled, new Random(1));

    assertThat(answers(faults(42), shuffled)).isEqualTo(answers(faults(42), inOrder()));
    assertThat(answers(faults(43), inOrder())).isNotEqualTo(answers(faults(42), inOrder()));
  }

  @Test
  void comeAboutAsOftenAsAskedFor() {
    var answers = answers(faults(7), inOrder());

    assertThat(Collections.frequency(answers, new Overloaded())).isBetween(320, 480);
    assertThat(Collections.frequency(answers, new HangUp())).isBetween(140, 260);
  }

  @Test
  void endForAClientThatAsksOftenEnough() {
    var always = RandomFaults.over(_ -> text("fine"), 1).with(1, Fault.hangUp()).build();
    var request = first("coding", "T1", "Go.");

    for (var asking = 1; asking <= 3; asking++) {
      assertThat(always.answer(request)).isEqualTo(new HangUp());
    }
    assertThat(always.answer(request)).isEqualTo(text("fine"));
  }

  @Test
  void cannotBeMoreThanCertain() {
    var builder = RandomFaults.over(_ -> text("fine"), 1).with(0.9, Fault.hangUp());

    assertThatThrownBy(() -> builder.with(0.2, Fault.stall()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
