package dev.parley.analytics.fingerprint;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a line of a tool's output looks like that says why it failed. The list is in order of how
 * much a line explains: the first signature that any line has, and of it the first line, names the
 * failure.
 *
 * @param hint a text without which no line can match; saves the expression
 * @param pattern with a group {@code m} for the message where not all of the line is
 */
record Signature(FailureClass kind, String hint, Pattern pattern) {

  private static Signature of(FailureClass kind, String hint, String regex) {
    return new Signature(kind, hint, Pattern.compile(regex));
  }

  private static final List<Signature> CAUSES =
      List.of(
          of(
              FailureClass.OUT_OF_MEMORY,
              "OutOfMemory",
              "(?<m>(?:java\\.lang\\.)?OutOfMemoryError.{0,120})"),
          of(
              FailureClass.OUT_OF_MEMORY,
              "heap out of memory",
              "(?<m>JavaScript heap out of memory)"),
          of(
              FailureClass.OUT_OF_MEMORY,
              "emory",
              "(?<m>(?:Cannot allocate memory|MemoryError|std::bad_alloc|memory allocation of .{1,40} failed))"),
          of(FailureClass.DISK_FULL, "space left", "(?<m>No space left on device)"),
          of(FailureClass.CRASH, "Segmentation", "(?<m>Segmentation fault.{0,40})"),
          of(FailureClass.CRASH, "SIGSEGV", "(?<m>SIGSEGV.{0,40})"),
          of(FailureClass.CONFLICT, "CONFLICT (", "^(?<m>CONFLICT \\([\\w/ -]{1,40}\\).{0,200})"),
          of(FailureClass.CONFLICT, "Automatic merge failed", "(?<m>Automatic merge failed)"),
          of(
              FailureClass.NETWORK,
              "E",
              "(?<m>\\b(?:ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EAI_AGAIN)\\b.{0,80})"),
          of(
              FailureClass.NETWORK,
              "esol",
              "(?<m>(?:Could not resolve host|Temporary failure in name resolution|Name or service not known).{0,80})"),
          of(
              FailureClass.NETWORK,
              "onnect",
              "(?<m>(?:java\\.net\\.)?(?:UnknownHostException|ConnectException|(?:C|c)onnection (?:refused|reset|timed out)).{0,80})"),
          of(FailureClass.NETWORK, "UnknownHost", "(?<m>UnknownHostException.{0,80})"),
          of(FailureClass.NETWORK, "dial tcp", "(?<m>dial tcp.{0,120})"));

  private static final List<Signature> DEPENDENCIES =
      List.of(
          of(
              FailureClass.MISSING_DEPENDENCY,
              "No module named",
              "(?<m>(?:ModuleNotFoundError|ImportError): No module named .{1,120})"),
          of(
              FailureClass.MISSING_DEPENDENCY,
              "annot find module",
              "(?<m>Cannot find module ['\"][^'\"]{1,200}['\"]|cannot find module providing package .{1,120})"),
          of(
              FailureClass.MISSING_DEPENDENCY,
              "package ",
              "(?<m>(?:no required module provides package|cannot find package) .{1,120})"),
          of(
              FailureClass.MISSING_DEPENDENCY,
              "ould not",
              "(?<m>Could not (?:resolve dependencies|find artifact|resolve all (?:files|dependencies)).{0,160})"),
          of(
              FailureClass.MISSING_DEPENDENCY,
              "npm ",
              "^npm (?:ERR!|error) code (?<m>E404|ERESOLVE|ETARGET|EUSAGE)"),
          of(
              FailureClass.MISSING_DEPENDENCY,
              "no matching package",
              "^error: (?<m>no matching package.{0,120})"),
          of(
              FailureClass.MISSING_DEPENDENCY,
              "unresolved import",
              "^error\\[E0432\\]: (?<m>unresolved import.{0,120})"),
          of(
              FailureClass.MISSING_DEPENDENCY,
              "No matching distribution",
              "(?<m>No matching distribution found for .{1,120})"),
          of(
              FailureClass.MISSING_COMMAND,
              "not found",
              "(?<m>[\\w./-]{1,60}: (?:command )?not found)\\s*$"),
          of(FailureClass.MISSING_COMMAND, "issing script", "(?<m>[Mm]issing script: .{1,60})"),
          of(FailureClass.PERMISSION, "ermission denied", "(?<m>.{0,120}[Pp]ermission denied)"));

  private static final List<Signature> COMPILERS =
      List.of(
          of(
              FailureClass.COMPILE_ERROR,
              ".java:[",
              "^\\[ERROR\\] (?<f>\\S{1,300}\\.java):\\[\\d+,\\d+\\] (?:error: )?(?<m>.{1,200})"),
          of(
              FailureClass.COMPILE_ERROR,
              ": error: ",
              "^(?<f>[^\\s:]{1,300}\\.\\w{1,6}):\\d+(?::\\d+)?: (?:fatal )?error: (?<m>.{1,200})"),
          of(
              FailureClass.COMPILE_ERROR,
              "error TS",
              "^(?<f>[^\\s(:]{1,300})(?:\\(\\d+,\\d+\\)|:\\d+:\\d+)(?::| -) error (?<m>TS\\d{1,5}: .{1,200})"),
          of(FailureClass.COMPILE_ERROR, "error[E", "^(?<m>error\\[E\\d{4}\\]: .{1,200})"),
          of(
              FailureClass.COMPILE_ERROR,
              "could not compile",
              "^(?<m>error: could not compile .{1,80})"),
          of(
              FailureClass.COMPILE_ERROR,
              ".go:",
              "^(?:vet: )?(?<f>[^\\s:]{1,300}\\.go):\\d+:\\d+: (?<m>(?:undefined: |cannot use |declared and not used|syntax error|imported and not used|missing return|not enough arguments|too many arguments|invalid operation|\\w+ redeclared|.{1,40} undefined).{0,160})"),
          of(
              FailureClass.COMPILE_ERROR,
              "SyntaxError",
              "(?<m>\\b(?:SyntaxError|IndentationError|TabError): .{1,160})"),
          of(
              FailureClass.COMPILE_ERROR,
              "e: ",
              "^e: (?:file://)?(?<f>\\S{1,300}\\.kts?):\\d+:\\d+:? (?<m>.{1,200})"),
          of(FailureClass.COMPILE_ERROR, "COMPILATION ERROR", "(?<m>COMPILATION ERROR)"),
          of(
              FailureClass.COMPILE_ERROR,
              "[build failed]",
              "^FAIL\\s+(?<f>\\S{1,200}) (?<m>\\[build failed\\])"));

  private static final List<Signature> TESTS =
      List.of(
          of(
              FailureClass.TEST_FAILURE,
              "E   ",
              "^E {2,12}(?<m>(?:[\\w.]{1,100}(?:Error|Exception|Exit|Failed|Warning)\\b|assert ).{0,200})"),
          of(
              FailureClass.TEST_FAILURE,
              "AssertionFailedError",
              "(?<m>(?:org\\.opentest4j\\.)?AssertionFailedError.{0,200})"),
          of(
              FailureClass.TEST_FAILURE,
              "AssertionError",
              "(?<m>(?:java\\.lang\\.)?AssertionError.{0,200})"),
          of(FailureClass.TEST_FAILURE, "ComparisonFailure", "(?<m>ComparisonFailure.{0,200})"),
          of(
              FailureClass.TEST_FAILURE,
              "expect(",
              "^\\s{0,20}(?<m>expect\\([^)]{0,60}\\)\\.[\\w.]{1,60}\\(.{0,100})"),
          of(
              FailureClass.TEST_FAILURE,
              "panicked at",
              "^thread '[^']{1,200}' (?:\\(\\d+\\) )?panicked at (?<f>[^\\s,:']{1,200})?(?<m>.{0,200})"),
          of(FailureClass.TEST_FAILURE, "--- FAIL: ", "^\\s{0,20}--- FAIL: (?<m>\\S{1,200})"),
          of(
              FailureClass.TEST_FAILURE,
              "[ERROR]",
              "^\\[ERROR\\]\\s{1,6}(?<m>[\\w$]{1,100}[.>][\\w$.>()-]{1,160}:\\d+.{0,200})"),
          of(FailureClass.TEST_FAILURE, "FAILED ", "^FAILED (?<m>\\S{1,250})"),
          of(FailureClass.TEST_FAILURE, "... FAILED", "^test (?<m>\\S{1,200}) \\.\\.\\. FAILED"),
          of(FailureClass.TEST_FAILURE, "\u25cf", "^\\s{1,6}\u25cf (?<m>.{1,200})"),
          of(FailureClass.TEST_FAILURE, "not ok ", "^\\s{0,20}not ok \\d+ (?<m>.{1,160})"),
          of(FailureClass.TEST_FAILURE, "FAIL ", "^FAIL\\s{1,4}(?<m>\\S{1,200})"),
          of(FailureClass.TEST_FAILURE, "FAILED", "^(?<m>[\\w$. ]{1,120} > [^\\n]{1,160}) FAILED$"),
          of(
              FailureClass.TEST_FAILURE,
              "Tests run:",
              "(?<m>Tests run: \\d+, Failures: (?!0,|0$)\\d+.{0,60})"));

  private static final List<Signature> OTHERS =
      List.of(
          of(
              FailureClass.FORMAT,
              "format",
              "(?<m>(?:Code style issues found|The following files had format violations|would reformat|files? (?:is|are) not formatted).{0,80})"),
          of(FailureClass.FORMAT, "style issues", "(?<m>Code style issues.{0,80})"),
          of(FailureClass.LINT, "  ", "^\\s{1,8}\\d+:\\d+\\s{1,8}error\\s{1,8}(?<m>.{1,200})"),
          of(
              FailureClass.LINT,
              ".py:",
              "^(?<f>[^\\s:]{1,300}\\.pyi?):\\d+:\\d+: (?<m>[A-Z]{1,4}\\d{2,4} .{1,160})"),
          of(FailureClass.LINT, "clippy::", "(?<m>clippy::\\w{1,80})"),
          of(FailureClass.LINT, "violations", "(?<m>You have \\d+ (?:Checkstyle|PMD) violations?)"),
          of(FailureClass.TIMEOUT, "imed out", "(?<m>.{0,80}\\b[Tt]imed out\\b.{0,60})"),
          of(FailureClass.TIMEOUT, "TimeoutException", "(?<m>TimeoutException.{0,120})"));

  /** Something was thrown, or a tool says "error"; what kind it is must be told by the command. */
  private static final List<Signature> ANYTHING =
      List.of(
          of(FailureClass.UNKNOWN, "Caused by: ", "^\\s{0,20}Caused by: (?<m>.{1,240})"),
          of(
              FailureClass.UNKNOWN,
              "Exception in thread",
              "^Exception in thread \"[^\"]{0,100}\" (?<m>.{1,240})"),
          of(
              FailureClass.UNKNOWN,
              "rror",
              "^(?:Uncaught )?(?<m>[\\w.$]{0,150}Error\\b(?:: .{0,200})?)$"),
          of(FailureClass.UNKNOWN, "xception", "^(?<m>[\\w.$]{1,150}Exception\\b(?:: .{0,200})?)$"),
          of(FailureClass.UNKNOWN, "panic: ", "^(?<m>panic: .{1,200})"),
          of(FailureClass.UNKNOWN, "fatal: ", "^(?<m>fatal: .{1,200})"),
          of(
              FailureClass.UNKNOWN,
              "npm ",
              "^npm (?:ERR!|error) (?!A complete log|\\s*$)(?<m>.{1,200})"),
          of(
              FailureClass.UNKNOWN,
              "[ERROR] ",
              "^\\[ERROR\\] (?!\\s|To see|Re-run|For more|->|\\[Help)(?<m>.{1,240})"),
          of(
              FailureClass.UNKNOWN,
              "rror",
              "^\\s{0,8}(?:[Ee]rror|ERROR)(?:\\[[^\\]]{1,40}\\])?:? (?<m>.{1,200})"));

  /** All of them, the most telling first. */
  static final List<List<Signature>> IN_ORDER =
      List.of(CAUSES, COMPILERS, DEPENDENCIES, TESTS, OTHERS, ANYTHING);

  /**
   * What a line says.
   *
   * @param message as it stands there
   * @param file it is about; empty if the line names none
   */
  record Match(FailureClass kind, String message, Optional<String> file) {}

  Optional<Match> match(String line) {
    if (!line.contains(hint)) {
      return Optional.empty();
    }
    Matcher matcher = pattern.matcher(line);
    if (!matcher.find()) {
      return Optional.empty();
    }
    boolean named = pattern.namedGroups().containsKey("f");
    return Optional.of(
        new Match(
            kind,
            matcher.group("m"),
            named ? Optional.ofNullable(matcher.group("f")) : Optional.empty()));
  }
}
