package dev.parley.app.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Some code of each language and kind: what the corpus has for development, as files. */
public final class SampleFiles {

  private static final int EACH_MAX = 4;

  private SampleFiles() {}

  /** Text by path. */
  public static Map<String, String> all() {
    var files = new TreeMap<String, String>();
    var taken = new HashMap<String, Integer>();
    for (var each : Corpus.ours()) {
      String group = each.language() + "/" + each.category();
      if (each.half() == LabelledCase.Half.DEVELOPMENT
          && taken.merge(group, 1, Integer::sum) <= EACH_MAX) {
        files.putIfAbsent(each.path(), each.bad());
      }
    }
    return files;
  }
}
