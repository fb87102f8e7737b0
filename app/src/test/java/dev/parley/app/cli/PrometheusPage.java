package dev.parley.app.cli;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A strict reader of Prometheus' text format 0.0.4: each family is described once and before its
 * samples, which stand together; no sample occurs twice.
 *
 * @param samples by {@code name{label=value,...}}, values unescaped
 */
record PrometheusPage(Map<String, BigDecimal> samples) {

  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern HELP =
      Pattern.compile("# HELP (" + NAME + ") ((?:[^\\\\\n]|\\\\[\\\\n])+)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(?:\\{(.+)})? (-?[0-9]+(?:\\.[0-9]+)?(?:E-?[0-9]+)?)");

  static PrometheusPage parse(String text) {
    check(text.endsWith("\n"), "the last line is not ended");
    var samples = new LinkedHashMap<String, BigDecimal>();
    var described = new HashSet<String>();
    String family = "";
    String typed = "";
    for (var line : text.lines().toList()) {
      var help = HELP.matcher(line);
      var type = TYPE.matcher(line);
      var sample = SAMPLE.matcher(line);
      if (help.matches()) {
        family = help.group(1);
        check(described.add(family), "described twice: " + line);
      } else if (type.matches()) {
        typed = type.group(1);
        check(typed.equals(family), "type without help: " + line);
        check(!type.group(2).equals("counter") || typed.endsWith("_total"), line);
      } else {
        check(sample.matches(), "not a line of the format: " + line);
        check(sample.group(1).equals(typed), "outside of its family: " + line);
        var key = typed + "{" + labels(sample.group(2)) + "}";
        check(samples.put(key, new BigDecimal(sample.group(3))) == null, "twice: " + line);
      }
    }
    return new PrometheusPage(samples);
  }

  private static String labels(@org.jspecify.annotations.Nullable String text) {
    if (text == null) {
      return "";
    }
    var labels = new StringBuilder();
    var names = new HashSet<String>();
    var label = LABEL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      check(label.find(at) && label.start() == at, "not labels: " + text);
      check(names.add(label.group(1)), "a label twice: " + text);
      labels.append(labels.isEmpty() ? "" : ",").append(label.group(1)).append('=');
      labels.append(label.group(2).translateEscapes());
      at = label.end();
    }
    return labels.toString();
  }

  BigDecimal value(String sample) {
    return Objects.requireNonNull(samples.get(sample), () -> sample + " not in " + samples);
  }

  private static void check(boolean holds, String why) {
    if (!holds) {
      throw new AssertionError(why);
    }
  }
}
