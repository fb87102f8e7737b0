package dev.parley.codebase;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A {@code Makefile} with a target {@code test} or {@code check}. */
final class Makefile implements BuildSystem {

  /** In the order make looks for them. */
  private static final List<String> FILES = List.of("GNUmakefile", "makefile", "Makefile");

  @Override
  public boolean marks(String name) {
    return FILES.contains(name);
  }

  @Override
  public Optional<Build> detect(Folder folder) {
    return FILES.stream().filter(folder::has).findFirst().flatMap(file -> detect(folder, file));
  }

  private static Optional<Build> detect(Folder folder, String file) {
    var text = folder.text(file).orElse("");
    for (var target : List.of("test", "check")) {
      if (hasTarget(text, target)) {
        return Build.ofChecks(true, folder.command(target, file, "make", target));
      }
    }
    return Optional.empty();
  }

  /** A rule of that name, alone or among others; {@code test := ...} is a variable. */
  private static boolean hasTarget(String text, String target) {
    var rule = Pattern.compile("^(?:[^\\s:=#]+ +)*" + target + "(?: +[^\\s:=#]+)* *::?(?!=)");
    return text.lines().filter(line -> line.length() < 1_000).anyMatch(l -> rule.matcher(l).find());
  }
}
