package dev.parley.review.analysis;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts that are made harmless by replacing what is dangerous in them. */
final class Escapes {

  private static final Set<String> REPLACE = Set.of("replace", "replaceAll", "sub");

  /** Everything but what is listed goes. */
  private static final Pattern ALL_BUT =
      Pattern.compile("^\\(?\\[\\^[\\w\\\\.\\- :@]+\\]\\)?[+*]?$|^\\\\W\\+?$|^\\\\D\\+?$");

  private static final Pattern HTML =
      Pattern.compile(
          "(?i)^(?:html_?)?(?:escape|sanitize|sanitise|purify)|(?:escape|sanitize)d?$|encodeHtml");
  private static final Pattern FILE =
      Pattern.compile("(?i)(?:safe|secure|sanitiz\\w*|clean)_?(?:file_?name|path|join)");
  private static final Pattern SHELL =
      Pattern.compile("(?i)(?:shell_?(?:escape|quote)|(?:escape|quote)_?shell)");

  private Escapes() {}

  /**
   * Which dangers a call of that name takes away.
   *
   * @param args of a replacement: what is replaced, and by what
   */
  static int stopped(String method, List<Value> args) {
    if (!REPLACE.contains(method) || args.size() < 2) {
      return 0;
    }
    String what = text(args.get(0));
    if (ALL_BUT.matcher(what).matches()) {
      return Danger.OUTSIDE;
    }
    int bits = 0;
    if (what.contains("<")) {
      bits |= Danger.XSS.bit();
    }
    if (what.contains("..")) {
      bits |= Danger.PATH.bit();
    }
    if (what.contains("\r") || what.contains("\n") || what.contains("\\n")) {
      bits |= Danger.HEADER.bit();
    }
    return bits;
  }

  /** What a function that is not in this file says that it does. */
  static int byName(String name) {
    int bits = 0;
    if (HTML.matcher(name).find()) {
      bits |= Danger.XSS.bit();
    }
    if (FILE.matcher(name).find()) {
      bits |= Danger.PATH.bit();
    }
    if (SHELL.matcher(name).find()) {
      bits |= Danger.COMMAND.bit();
    }
    return bits;
  }

  private static String text(Value value) {
    return value.constant() instanceof String text ? text : value.head();
  }
}
