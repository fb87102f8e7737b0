package dev.parley.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.review.FileChange.Kind;
import dev.parley.testkit.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the parser to what git really prints: applied to the old files it gives the new ones. */
class UnifiedDiffGitTest {

  private static final List<String> NAMES =
      List.of("a.txt", "b b.txt", "ä.txt", "q\"uote.txt", "d/e/f.txt", "t\tab.txt", "b/a/b.txt");
  private static final List<String> LINES =
      List.of("", "x", "-- x", "++ y", "@@ -1 +1 @@", "diff --git a/a b/b", "\\ No", "é\r");

  @TempDir Path folder;

  @ParameterizedTest(name = "-Dseed={0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void appliedToTheOldFilesGivesTheNewOnes(long seed) throws IOException {
    var random = new Random(seed);
    var git = GitFixture.create(folder.resolve("repository"));
    Map<String, String> before = Map.of();
    String last = git.commit("start");
    for (int i = 0; i < 6; i++) {
      var after = changed(before, random);
      before.keySet().stream().filter(path -> !after.containsKey(path)).forEach(git::delete);
      after.forEach(git::write);
      String commit = git.commit("change " + i);
      var file = folder.resolve("diff");
      git.git("diff", "-M", "-U3", "--full-index", "--output=" + file, last, commit);

      var diff = UnifiedDiff.parse(Files.readString(file, UTF_8));

      assertThat(applied(diff, before)).isEqualTo(after);
      before = after;
      last = commit;
    }
  }

  private static Map<String, String> changed(Map<String, String> before, Random random) {
    var after = new TreeMap<>(before);
    for (int n = 1 + random.nextInt(4); n > 0; n--) {
      String path = NAMES.get(random.nextInt(NAMES.size()));
      String other = NAMES.get(random.nextInt(NAMES.size()));
      switch (random.nextInt(4)) {
        case 0 -> after.remove(path);
        case 1 -> {
          String text = after.remove(path);
          if (text != null) {
            after.put(other, text);
          }
        }
        default -> after.put(path, edited(after.getOrDefault(path, ""), random));
      }
    }
    return after;
  }

  private static String edited(String text, Random random) {
    var lines = new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
    for (int n = random.nextInt(6); n >= 0; n--) {
      int at = random.nextInt(lines.size() + 1);
      if (at < lines.size() && random.nextInt(3) == 0) {
        lines.remove(at);
      } else {
        lines.add(at, LINES.get(random.nextInt(LINES.size())) + random.nextInt(9) + "\n");
      }
    }
    String joined = String.join("", lines);
    return random.nextInt(4) == 0 ? joined.stripTrailing() : joined;
  }

  private static Map<String, String> applied(UnifiedDiff diff, Map<String, String> before) {
    var after = new TreeMap<>(before);
    diff.files().stream()
        .filter(file -> file.kind() != Kind.COPIED)
        .forEach(file -> after.remove(file.oldPath()));
    for (var file : diff.files()) {
      if (file.exists()) {
        after.put(file.path(), applied(file, before.getOrDefault(file.oldPath(), "")));
      }
    }
    return after;
  }

  private static String applied(FileChange file, String old) {
    var oldLines = List.of(old.split("(?<=\n)", -1));
    var text = new StringBuilder();
    int next = 1;
    for (var hunk : file.hunks()) {
      int first =
          hunk.lines().stream()
              .mapToInt(DiffLine::oldLine)
              .filter(n -> n > 0)
              .findFirst()
              .orElse(hunk.oldStart() + 1);
      for (; next < first; next++) {
        text.append(oldLines.get(next - 1));
      }
      for (var line : hunk.lines()) {
        if (line.oldLine() > 0) {
          assertThat(oldLines.get(line.oldLine() - 1)).isEqualTo(whole(line));
          next = line.oldLine() + 1;
        }
        if (line.newLine() > 0) {
          text.append(whole(line));
        }
      }
    }
    for (; next <= oldLines.size(); next++) {
      text.append(oldLines.get(next - 1));
    }
    return text.toString();
  }

  private static String whole(DiffLine line) {
    return line.text() + (line.ended() ? "\n" : "");
  }
}
