package dev.parley.app.wiring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.parley.agent.AgentPayload;
import dev.parley.attempt.AttemptPayload;
import dev.parley.attempt.Outcome;
import dev.parley.event.Payload;
import dev.parley.event.PayloadCodec;
import dev.parley.event.PayloadCodec.Encoded;
import dev.parley.model.AttemptId;
import dev.parley.model.RunId;
import dev.parley.model.TaskId;
import dev.parley.planning.PlanningPayload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every payload is registered, comes back as it went, and what was recorded once is read for ever.
 *
 * <p>A new payload's recording is made by running this test with {@code -Dparley.record=true}; an
 * existing recording is never changed, only added to.
 */
class PayloadTypesTest {

  private static final Path RECORDED = Path.of("src", "test", "resources", "payloads");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final AttemptId ATTEMPT = new AttemptId(new RunId("r1"), new TaskId("T1"), 1);

  private final PayloadCodec codec = PayloadTypes.codec();

  static Stream<String> names() {
    return PayloadTypes.ALL.keySet().stream().sorted();
  }

  @Test
  void everyPayloadOfCoreHasAName() {
    var unnamed = new HashSet<>(payloadsOfCore());
    unnamed.removeAll(PayloadTypes.ALL.values());

    assertThat(unnamed).as("add these to PayloadTypes").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void comesBackAsItWent(String name) {
    for (var payload : samples(name)) {
      var encoded = codec.encode(payload);

      assertThat(encoded.type()).isEqualTo(name);
      assertThat(codec.decode(encoded)).isEqualTo(payload);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsWhatWasRecordedAndLosesNoneOfIt(String name) throws IOException {
    for (var line : recording(name)) {
      var again = codec.encode(codec.decode(new Encoded(name, line)));

      assertThat(lost(JSON.readTree(line), JSON.readTree(again.json()), "")).isEmpty();
    }
  }

  @Test
  void everyRecordingBelongsToAName() throws IOException {
    try (var files = Files.list(RECORDED)) {
      assertThat(files.map(f -> f.getFileName().toString().replace(".jsonl", "")))
          .allMatch(PayloadTypes.ALL::containsKey);
    }
  }

  @Test
  void ignoresFieldsOfALaterVersion() {
    var encoded = new Encoded("attempt.picked", "{\"epoch\":3,\"worker\":\"w\",\"later\":[1]}");

    assertThat(codec.decode(encoded)).isEqualTo(new AttemptPayload.Picked(3, "w"));
  }

  @Test
  void readsMissingListsAndMapsAsEmpty() {
    var task = "{\"id\":\"T1\",\"title\":\"t\",\"description\":\"d\",\"type\":\"testing\"}";
    var json = "{\"plan\":{\"graph\":{\"tasks\":[" + task + "]}}}";

    var decoded =
        (PlanningPayload.PlanDrafted) codec.decode(new Encoded("planning.plan_drafted", json));

    assertThat(decoded.plan().notCovered()).isEmpty();
    assertThat(decoded.plan().graph().tasks().getFirst().dependencies()).isEmpty();
  }

  @Test
  void refusesToReadWithoutAFieldThatMustBeThere() {
    for (var json :
        List.of("{\"epoch\":3}", "{\"epoch\":3,\"worker\":null}", "{\"worker\":\"w\"}")) {
      assertThatThrownBy(() -> codec.decode(new Encoded("attempt.picked", json)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesAnUnknownTypeAndAnUnregisteredPayload() {
    record Stranger() implements Payload {}
    assertThatThrownBy(() -> codec.decode(new Encoded("attempt.vanished", "{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attempt.vanished");
    assertThatThrownBy(() -> codec.encode(new Stranger()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Stranger");
  }

  @Test
  void keepsEveryCharacterOfAText() {
    var payload =
        new AgentPayload.AgentSaid(ATTEMPT, "żółć \"q\" \\ \n\t\u0000\u001b[31m \uD83D\uDE00");

    assertThat(codec.decode(codec.encode(payload))).isEqualTo(payload);
  }

  @Test
  void namesTheKindOfASealedComponent() {
    var encoded = codec.encode(new AttemptPayload.Ended(new Outcome.Merged("abc")));

    assertThat(encoded.json()).isEqualTo("{\"outcome\":{\"kind\":\"merged\",\"commit\":\"abc\"}}");
  }

  private List<Payload> samples(String name) {
    return Samples.of(requireNonNull(PayloadTypes.ALL.get(name))).stream()
        .map(Payload.class::cast)
        .toList();
  }

  private List<String> recording(String name) throws IOException {
    var file = RECORDED.resolve(name + ".jsonl");
    if (Boolean.getBoolean("parley.record") && !Files.exists(file)) {
      var lines = samples(name).stream().map(p -> codec.encode(p).json()).toList();
      Files.createDirectories(RECORDED);
      Files.writeString(file, String.join("\n", lines) + "\n");
    }
    assertThat(file).as("recorded by -Dparley.record=true").exists();
    return Files.readAllLines(file);
  }

  /** Paths of what stands in the first and not in the second. */
  private static Set<String> lost(JsonNode before, JsonNode after, String path) {
    var lost = new TreeSet<String>();
    if (before.isObject()) {
      before
          .properties()
          .forEach(e ->
              lost.addAll(lost(e.getValue(), after.path(e.getKey()), path + "." + e.getKey())));
    } else if (before.isArray()) {
      for (int i = 0; i < before.size(); i++) {
        lost.addAll(lost(before.get(i), after.path(i), path + "[" + i + "]"));
      }
    } else if (!before.equals(after)) {
      lost.add(path);
    }
    return lost;
  }

  private static Set<Class<?>> payloadsOfCore() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.parley")
            .stream()
            .filter(type -> type.isAssignableTo(Payload.class) && !type.isInterface())
            .filter(type -> !type.getPackageName().startsWith("dev.parley.testkit"))
            .filter(type -> !type.isLocalClass())
            .map(JavaClass::reflect)
            .collect(Collectors.toUnmodifiableSet());
  }
}
