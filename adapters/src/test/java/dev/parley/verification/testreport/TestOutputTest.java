package dev.parley.verification.testreport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.adapters.jackson.JacksonJsonCodec;
import dev.parley.llm.JsonCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What runners really print, as recorded in {@code testreports}. */
class TestOutputTest {

  private static final JsonCodec JSON = new JacksonJsonCodec();

  static String recorded(String file) {
    try (var in = TestOutputTest.class.getResourceAsStream("/testreports/" + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TestResults printed(String file) {
    return TestOutput.printed(recorded(file), JSON);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "node-tap.txt, 2, 3, 2",
    "node-spec.txt, 2, 3, 2",
    "tap13.txt, 1, 1, 2",
    "pytest.txt, 0, 4, 0",
    "pytest-verbose.txt, 3, 3, 1",
    "unittest.txt, 0, 2, 0",
    "unittest-verbose.txt, 1, 2, 1",
    "cargo.txt, 4, 1, 1",
    "maven.txt, 0, 3, 0",
    "gradle.txt, 0, 2, 0",
    "go.txt, 2, 3, 0",
    "go-verbose.txt, 2, 2, 1",
    "go-json.txt, 1, 2, 1",
    "jest.txt, 0, 2, 0",
    "jest-verbose.txt, 3, 1, 1",
    "jest-json.txt, 1, 2, 1",
    "vitest.txt, 0, 2, 0"
  })
  void countsWhatPassedFailedAndWasSkipped(String file, int passed, int failed, int skipped) {
    var results = printed(file);

    assertThat(results.ended(TestOutcome.PASSED)).hasSize(passed);
    assertThat(results.ended(TestOutcome.FAILED)).hasSize(failed);
    assertThat(results.ended(TestOutcome.SKIPPED)).hasSize(skipped);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "node-tap.txt|subtracts|three less one",
        "node-tap.txt|ledger > refuses # nothing|no such \"thing\"",
        "node-tap.txt|b.test.js|test failed",
        "node-spec.txt|subtracts|AssertionError [ERR_ASSERTION]: three less one",
        "node-spec.txt|ledger > refuses # nothing|Error: no such \"thing\"",
        "node-spec.txt|b.test.js|'test failed'",
        "tap13.txt|writes it|two lines are missing",
        "pytest.txt|test_a.py > TestSums::test_fails|AssertionError: sums - differ",
        "pytest.txt|test_a.py > test_p[2]|assert 2 != 2",
        "pytest.txt|test_b.py|",
        "pytest-verbose.txt|test_a.py > test_e|RuntimeError: fixture",
        "unittest.txt|unit_t.A > test_two|AssertionError: 1 != 2 : not two",
        "unittest-verbose.txt|unit_t.A > test_err|KeyError: 'x'",
        "cargo.txt|tests::fails|sum differs",
        "maven.txt|dev.x.SumTest > many(int)[2]|expected: <true> but was: <false>",
        "maven.txt|dev.x.SumTest > breaks|java.lang.IllegalStateException: broken",
        "gradle.txt|SumTest > fails()|sum differs",
        "gradle.txt|LedgerTest > when empty > shares nothing()|broken",
        "go.txt|example.com/teatime/split > TestShares/odd_cents|got [33 33 33], want [34 33 33]",
        "go.txt|example.com/teatime/export|[build failed]",
        "go-json.txt|example.com/teatime/split > TestShares|got [33 33 33], want [34 33 33]",
        "go-json.txt|example.com/teatime/export|[build failed]",
        "jest.txt|src/split.test.js > ledger > shares to the cent|expect(received).toEqual",
        "jest.txt|src/export.test.js > Test suite failed to run|Cannot find module './csv'",
        "jest-verbose.txt|src/split.test.js > ledger > shares to the cent|expect(received)",
        "jest-json.txt|src/split.test.js > ledger > shares to the cent|toEqual(expected)",
        "jest-json.txt|src/export.test.js|Cannot find module './csv'",
        "vitest.txt|src/split.test.ts > ledger > shares to the cent|expected [ 33, 33, 33 ]",
        "vitest.txt|src/export.test.ts|Failed to resolve import"
      })
  void namesWhatFailedAndSaysWhy(String file, String id, String why) {
    var failed = printed(file).failed();

    assertThat(failed).containsKey(id);
    assertThat(Objects.requireNonNull(failed.get(id)).message()).contains(why == null ? "" : why);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "node-tap.txt|ledger > shares to the cent",
        "node-spec.txt|ledger > shares to the cent",
        "cargo.txt|src/lib.rs - add (line 1)",
        "cargo.txt|tests::panics",
        "pytest-verbose.txt|test_a.py > test_p[a b]",
        "go-verbose.txt|example.com/teatime/split > TestShares/even",
        "jest-verbose.txt|src/split.test.js > ledger > when it is empty > shares nothing",
        "jest-verbose.txt|src/split.test.js > stands alone",
        "jest-json.txt|src/split.test.js > ledger > shares by parts"
      })
  void namesWhatPassed(String file, String id) {
    assertThat(printed(file).ended(TestOutcome.PASSED)).contains(id);
  }

  @Test
  void readsTheFilesOfSurefireAndPytest() {
    var results =
        TestOutput.written(List.of(recorded("surefire.xml"), recorded("pytest-junit.xml")));

    assertThat(results.ended(TestOutcome.FAILED))
        .containsExactly(
            "dev.x.SumTest > breaks",
            "dev.x.SumTest > many(int)[2]",
            "dev.x.SumTest > fails",
            "test_b",
            "test_a.TestSums > test_fails",
            "test_a > test_p[2]",
            "test_a > test_e");
    assertThat(results.ended(TestOutcome.PASSED)).contains("dev.x.SumTest > many(int)[1]");
    assertThat(results.ended(TestOutcome.SKIPPED)).contains("dev.x.SumTest > later");
    assertThat(Objects.requireNonNull(results.failed().get("test_a > test_p[2]")).message())
        .startsWith("assert 2 != 2")
        .contains("def test_p(x)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"eslint.txt", "tsc.txt", "maven-compile-error.txt", "ruff.txt"})
  void whatIsNoTestRunnersOutputNamesNoTest(String file) {
    assertThat(printed(file).isEmpty()).isTrue();
  }

  @Test
  void complaintsAreKnownByFileAndWordsAndNotByLine() {
    assertThat(Diagnostics.in(recorded("eslint.txt"), true).keySet())
        .containsExactly(
            "src/split.js: 'unused' is assigned a value but never used (no-unused-vars)",
            "src/split.js: 'unused' is assigned a value but never used (no-unused-vars) (2)",
            "src/export.js: Parsing error: Unexpected token");
    assertThat(Diagnostics.in(recorded("tsc.txt"), false).keySet())
        .containsExactly(
            "src/split.ts: TS2322: Type 'string' is not assignable to type 'number'.",
            "src/export.ts: TS2304: Cannot find name 'csv'.");
    assertThat(Diagnostics.in(recorded("ruff.txt"), true).keySet())
        .containsExactly(
            "teatime/split.py: F401 [*] `os` imported but unused",
            "teatime/split.py: E501 Line too long (97 > 88)");
    assertThat(Diagnostics.in(recorded("cargo-compile-error.txt"), false).keySet())
        .containsExactly("src/lib.rs: error[E0425]: cannot find value `c` in this scope");
    assertThat(Diagnostics.in(recorded("maven-compile-error.txt"), false).keySet())
        .containsExactly("src/main/java/dev/x/Sum.java: cannot find symbol");
    assertThat(Diagnostics.in(recorded("go.txt"), true).keySet())
        .containsExactly("export/csv_test.go: undefined: Quote");
  }

  @Test
  void tracebacksOfTestsAreNoComplaints() {
    for (var file : List.of("pytest.txt", "jest.txt", "vitest.txt", "maven.txt", "cargo.txt")) {
      assertThat(Diagnostics.in(recorded(file), false)).as(file).isEmpty();
    }
  }
}
