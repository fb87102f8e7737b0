package dev.parley.analytics.fingerprint;

import java.util.List;

/**
 * What tools print when they fail. {@code %1$s} stands for where the worktree lies, {@code %2$d}
 * for a number that differs from run to run.
 */
final class ToolOutputs {

  /** One tool's failure, and what it must be taken for. */
  record Sample(
      String name,
      String command,
      int exitCode,
      FailureClass kind,
      String contains,
      String output) {

    /** As it is printed somewhere, some time. */
    String in(String folder, int number) {
      return output.replace("%1$s", folder).replace("%2$d", Integer.toString(number));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Sample> ALL =
      List.of(
          new Sample(
              "javac",
              "javac -d out src/Foo.java",
              1,
              FailureClass.COMPILE_ERROR,
              "cannot find symbol",
              """
              %1$s/src/com/acme/Foo.java:%2$d: error: cannot find symbol
                  Bar bar = new Bar();
                  ^
                symbol:   class Bar
                location: class Foo
              1 error
              """),
          new Sample(
              "maven compile",
              "./mvnw -q verify",
              1,
              FailureClass.COMPILE_ERROR,
              "incompatible types",
              """
              [INFO] Scanning for projects...
              [ERROR] COMPILATION ERROR :
              [ERROR] %1$s/src/main/java/com/acme/Foo.java:[%2$d,17] incompatible types: String cannot be converted to int
              [INFO] 1 error
              [INFO] Total time:  4.%2$d s
              [INFO] Finished at: 2026-11-22T10:00:%2$dZ
              [ERROR] Failed to execute goal org.apache.maven.plugins:maven-compiler-plugin:3.13.0:compile
              [ERROR] -> [Help 1]
              """),
          new Sample(
              "maven dependency",
              "mvn verify",
              1,
              FailureClass.MISSING_DEPENDENCY,
              "Could not resolve dependencies",
              """
              [ERROR] Failed to execute goal on project app: Could not resolve dependencies for project com.acme:app:jar:1.0: The following artifacts could not be resolved: com.acme:lib:jar:2.0 -> [Help 1]
              """),
          new Sample(
              "junit",
              "./mvnw test",
              1,
              FailureClass.TEST_FAILURE,
              "AssertionFailedError",
              """
              [INFO] Running com.acme.LedgerTest
              [ERROR] Tests run: 3, Failures: 1, Errors: 0, Skipped: 0, Time elapsed: 0.0%2$d s <<< FAILURE! -- in com.acme.LedgerTest
              [ERROR] com.acme.LedgerTest.addsUp -- Time elapsed: 0.0%2$d s <<< FAILURE!
              org.opentest4j.AssertionFailedError: expected: <%2$d> but was: <42>
              \tat org.junit.jupiter.api.AssertionUtils.fail(AssertionUtils.java:38)
              \tat org.junit.jupiter.api.Assertions.assertEquals(Assertions.java:166)
              \tat com.acme.LedgerTest.addsUp(LedgerTest.java:%2$d)
              \tat java.base/java.lang.reflect.Method.invoke(Method.java:580)
              """),
          new Sample(
              "pytest",
              "python -m pytest",
              1,
              FailureClass.TEST_FAILURE,
              "assert <N> == <N>",
              """
              ============================= test session starts ==============================
              rootdir: %1$s
              collected 12 items
              tests/test_sum.py ..F

                  def test_sum():
              >       assert add(1, 2) == %2$d
              E       assert 3 == %2$d
              E        +  where 3 = add(1, 2)

              tests/test_sum.py:%2$d: AssertionError
              =========================== short test summary info ============================
              FAILED tests/test_sum.py::test_sum - assert 3 == %2$d
              ========================= 1 failed, 11 passed in 0.%2$ds =========================
              """),
          new Sample(
              "python import",
              "python -m pytest",
              2,
              FailureClass.MISSING_DEPENDENCY,
              "No module named 'requests'",
              """
              Traceback (most recent call last):
                File "%1$s/tests/test_http.py", line %2$d, in <module>
                  import requests
              ModuleNotFoundError: No module named 'requests'
              """),
          new Sample(
              "jest",
              "npx jest",
              1,
              FailureClass.TEST_FAILURE,
              "expect(received).toBe(expected)",
              """
              FAIL src/sum.test.js (5.%2$d s)
                \u25cf sum \u203a adds

                  expect(received).toBe(expected) // Object.is equality

                  Expected: %2$d
                  Received: 3

                    at Object.toBe (src/sum.test.js:%2$d:21)
                    at run (node_modules/jest-circus/build/run.js:12:3)

              Tests:       1 failed, 3 passed, 4 total
              Time:        0.%2$d s
              """),
          new Sample(
              "tsc",
              "npx tsc --noEmit",
              2,
              FailureClass.COMPILE_ERROR,
              "TS2304: Cannot find name 'foo'.",
              "%1$s/src/index.ts(%2$d,5): error TS2304: Cannot find name 'foo'.\n"),
          new Sample(
              "go compile",
              "go build ./...",
              1,
              FailureClass.COMPILE_ERROR,
              "undefined: Frobnicate",
              "# example.com/app\n./main.go:%2$d:5: undefined: Frobnicate\n"),
          new Sample(
              "go test",
              "go test ./...",
              1,
              FailureClass.TEST_FAILURE,
              "TestSum",
              """
              --- FAIL: TestSum (0.%2$ds)
                  sum_test.go:%2$d: got 3, want 4
              FAIL
              FAIL\texample.com/app\t0.%2$ds
              """),
          new Sample(
              "cargo",
              "cargo test",
              101,
              FailureClass.COMPILE_ERROR,
              "error[E0425]: cannot find value `count` in this scope",
              """
                 Compiling app v0.1.0 (%1$s)
              error[E0425]: cannot find value `count` in this scope
               --> src/main.rs:%2$d:20
              error: could not compile `app` (bin "app") due to 1 previous error
              """),
          new Sample(
              "cargo test",
              "cargo test",
              101,
              FailureClass.TEST_FAILURE,
              "lib.rs",
              """
              running 2 tests
              test tests::adds ... FAILED
              thread 'tests::adds' panicked at src/lib.rs:%2$d:9:
              assertion `left == right` failed
              test result: FAILED. 1 passed; 1 failed; finished in 0.%2$ds
              """),
          new Sample(
              "npm missing",
              "npm ci",
              1,
              FailureClass.MISSING_DEPENDENCY,
              "E404",
              """
              npm error code E404
              npm error 404 Not Found - GET https://registry.npmjs.org/nope%2$d - Not found
              npm error A complete log of this run can be found in: %1$s/.npm/_logs/2026-11-22T10_00_%2$dZ-debug-0.log
              """),
          new Sample(
              "npm script",
              "npm run tset",
              1,
              FailureClass.MISSING_COMMAND,
              "Missing script",
              "npm error Missing script: \"tset\"\n"),
          new Sample(
              "eslint",
              "npx eslint .",
              1,
              FailureClass.LINT,
              "no-unused-vars",
              """

              %1$s/src/a.js
                %2$d:7  error  'x' is assigned a value but never used  no-unused-vars

              \u2716 1 problem (1 error, 0 warnings)
              """),
          new Sample(
              "git conflict",
              "git merge main",
              1,
              FailureClass.CONFLICT,
              "Merge conflict in config.yml",
              """
              Auto-merging config.yml
              CONFLICT (content): Merge conflict in config.yml
              Automatic merge failed; fix conflicts and then commit the result.
              """),
          new Sample(
              "network",
              "npm ci",
              1,
              FailureClass.NETWORK,
              "ECONNREFUSED",
              "npm error code ECONNREFUSED\nnpm error errno ECONNREFUSED\n"),
          new Sample(
              "heap",
              "npm run build",
              134,
              FailureClass.OUT_OF_MEMORY,
              "heap out of memory",
              """
              <--- Last few GCs --->
              [%2$d:0x5f%2$da0]    %2$d ms: Mark-Compact 2047.3 (2083.5) MB
              FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
              """),
          new Sample(
              "silent",
              "make check",
              2,
              FailureClass.UNKNOWN,
              "make check exited with 2 and printed nothing",
              ""),
          new Sample(
              "killed", "make check", 137, FailureClass.OUT_OF_MEMORY, "exited with 137", ""),
          new Sample(
              "no such program",
              "frob --all",
              127,
              FailureClass.MISSING_COMMAND,
              "frob",
              "sh: 1: frob: not found\n"),
          new Sample(
              "unheard of",
              "./check.sh",
              3,
              FailureClass.UNKNOWN,
              "ledger of <N> entries is off by <N> after <DURATION>",
              "checking %1$s\nledger of %2$d entries is off by 3 after 0.%2$ds\n"));

  private ToolOutputs() {}
}
