package dev.parley.review;

import dev.parley.model.SecretText;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keys in the code. Once committed they must count as known, even if removed again. */
final class Secrets {

  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----");
  private static final Pattern KEY_DATA = Pattern.compile("[A-Za-z0-9+/]{40}|Proc-Type: ");
  private static final int LINES_TO_DATA = 4;

  private Secrets() {}

  static Stream<Rule.Hit> hits(Analyser.Subject subject) {
    return AddedLine.of(subject.diff())
        .filter(line -> !SecretText.found(line.text()).isEmpty())
        .map(line ->
            Rule.Hit.at(
                line,
                "This looks like a real key or token. Read it from the environment or a secret"
                    + " store, and revoke this one."));
  }

  /** With key data behind it: code that handles keys names the marker too. */
  static Stream<Rule.Hit> privateKeys(Analyser.Subject subject) {
    var lines = AddedLine.of(subject.diff()).toList();
    return IntStream.range(0, lines.size())
        .filter(i -> PRIVATE_KEY.matcher(lines.get(i).text()).find() && hasData(lines, i))
        .mapToObj(i ->
            Rule.Hit.at(
                lines.get(i), "A private key is in the code. Remove it, and replace the key."));
  }

  private static boolean hasData(List<AddedLine> lines, int marker) {
    var file = lines.get(marker).file();
    return lines.subList(marker, Math.min(lines.size(), marker + LINES_TO_DATA)).stream()
        .filter(line -> line.file().equals(file))
        .anyMatch(line -> KEY_DATA.matcher(line.text()).find());
  }
}
