package dev.parley.review.tools;

import dev.parley.review.tools.ToolOutcome.Located;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a change brought in: the results of its head without those of its base, each as often as it
 * stood there. Results are the same if file, rule, text of the line up to white space and enclosing
 * symbol are. Pure.
 */
final class NewResults {

  private NewResults() {}

  /**
   * @param renamed from a path in the base to the one in the head
   * @param ruleOf what makes two rules one
   */
  static List<Located> of(
      List<Located> head,
      List<Located> base,
      Map<String, String> renamed,
      Function<Reported, String> ruleOf) {
    var before = new HashMap<Key, Integer>();
    for (var each : base) {
      String path = renamed.getOrDefault(each.reported().file(), each.reported().file());
      before.merge(Key.of(each, path, ruleOf), 1, Integer::sum);
    }
    var added = new ArrayList<Located>();
    for (var each : head) {
      var key = Key.of(each, each.reported().file(), ruleOf);
      boolean old = before.merge(key, -1, Integer::sum) >= 0;
      if (!old) {
        added.add(each);
      }
    }
    return added;
  }

  private record Key(String path, String rule, String line, String symbol) {

    static Key of(Located located, String path, Function<Reported, String> ruleOf) {
      var reported = located.reported();
      // Without a line there is only the message to tell two results of a file apart.
      String line = reported.line() == 0 ? reported.message() : located.text();
      return new Key(path, ruleOf.apply(reported), line.replaceAll("\\s+", ""), reported.symbol());
    }
  }
}
