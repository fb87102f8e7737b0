package dev.parley.adapters.javac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Code that no compiler would take breaks neither tool, and takes no other file with it. */
class BrokenJavaTest {

  private static final int VARIANTS = 2;
  private static final String BAD = "  boolean same(byte[] a, byte[] b) { return a.equals(b); }\n";

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 2);
  }

  @ParameterizedTest(name = "-Dseed={0}")
  @MethodSource("seeds")
  void mutilatedExamplesBreakNothing(long seed) {
    var random = new Random(seed);
    var examples = new ArrayList<String>();
    JavaRules.all().values().forEach(rule -> rule.examples().forEach(e -> examples.add(e.code())));
    var files = new LinkedHashMap<String, String>();
    for (int i = 0; i < examples.size() * VARIANTS; i++) {
      String code = JavaChecks.example("p" + i, examples.get(i % examples.size()));
      String other = examples.get(random.nextInt(examples.size()));
      files.put("p" + i + "/Example.java", mutilated(code, other, random));
    }
    files.put("whole/Example.java", JavaChecks.example("whole", BAD));

    var reply = JavaChecks.reply(files);

    assertThat(reply.whole()).isTrue();
    assertThat(reply.failures())
        .extracting(Reply.Failure::kind)
        .isSubsetOf("SYNTAX", "DIALECT", "UNKNOWN_TYPES", "PMD", "CHECK");
    assertThat(reply.hits())
        .filteredOn(hit -> hit.path().equals("whole/Example.java"))
        .extracting(Reply.Hit::rule)
        .containsExactly("errorprone/ArrayEquals");
  }

  /** Words are taken out, doubled or brought in, so that much of it still parses. */
  private static String mutilated(String code, String other, Random random) {
    var words = new ArrayList<>(List.of(code.split("(?<=\\W)|(?=\\W)", -1)));
    var others = other.split("(?<=\\W)|(?=\\W)", -1);
    int wounds = 1 + random.nextInt(3);
    for (int i = 0; i < wounds && !words.isEmpty(); i++) {
      int at = random.nextInt(words.size());
      switch (random.nextInt(5)) {
        case 0 -> words.remove(at);
        case 1 -> words.add(at, words.get(random.nextInt(words.size())));
        case 2 -> words.set(at, others[random.nextInt(others.length)]);
        case 3 -> words.set(at, random.nextBoolean() ? "unknown" : "Unknown");
        default ->
            words.add(
                at, List.of("(", "{", "}", "\"", "\0", "'", "@", "\n").get(random.nextInt(8)));
      }
    }
    return String.join("", words);
  }
}
