package dev.parley.review;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Marks of a merge that nobody finished. A row of equals signs alone may be a heading. */
final class ConflictMarkers {

  private static final Pattern MARKER = Pattern.compile("(?:<{7}|>{7}|\\|{7})(?: .*)?\r?");

  private ConflictMarkers() {}

  static Stream<Rule.Hit> hits(Analyser.Subject subject) {
    return AddedLine.of(subject.diff())
        .filter(line -> MARKER.matcher(line.text()).matches())
        .map(line -> Rule.Hit.at(line, "A merge conflict's marker was left in the file."));
  }
}
