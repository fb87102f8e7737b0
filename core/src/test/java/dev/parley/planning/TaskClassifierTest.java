package dev.parley.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskClassifierTest {

  @ParameterizedTest
  @CsvSource({
    "Add a login page, CREATION",
    "Write unit tests for the parser, TESTING",
    "Add regression tests, TESTING",
    "Add a page and test it, CREATION",
    "Refactor the session store, REFACTORING",
    "Rename Client to Gateway, REFACTORING",
    "Fix the failing test of the cache, MODIFICATION",
    "Update the changelog, MODIFICATION",
    "Parser, MODIFICATION",
    "'', MODIFICATION",
  })
  void readsTheTypeFromTheTitle(String title, TaskType type) {
    assertThat(TaskClassifier.classify(title, "", List.of(), List.of())).isEqualTo(type);
  }

  @Test
  void asksTheDescriptionWhenTheTitleSaysNothing() {
    assertThat(TaskClassifier.classify("Sessions", "Refactor them.", List.of(), List.of()))
        .isEqualTo(TaskType.REFACTORING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/test/java/FooTest.java",
        "tests/test_parser.py",
        "pkg/parser_test.go",
        "src/app.spec.ts",
        "__tests__/app.js"
      })
  void takesTestFilesAloneForTesting(String file) {
    assertThat(TaskClassifier.classify("Cover it", "", List.of(file), List.of()))
        .isEqualTo(TaskType.TESTING);
    assertThat(TaskClassifier.classify("Cover it", "", List.of(), List.of(file)))
        .isEqualTo(TaskType.TESTING);
  }

  @Test
  void takesNewFilesAloneForCreation() {
    assertThat(TaskClassifier.classify("Fix it", "", List.of("src/contest.py"), List.of()))
        .isEqualTo(TaskType.CREATION);
  }

  @Test
  void callsAnAdditionToFilesThatExistAModification() {
    assertThat(TaskClassifier.classify("Add a cache", "", List.of(), List.of("src/client.py")))
        .isEqualTo(TaskType.MODIFICATION);
  }
}
