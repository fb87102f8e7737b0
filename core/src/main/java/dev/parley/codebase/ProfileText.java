package dev.parley.codebase;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A profile in words, for prompts. The same profile always gives the same text. It is foreign text:
 * wrap it as data.
 */
public final class ProfileText {

  private ProfileText() {}

  /**
   * Languages, checks, files and conventions, in this order.
   *
   * @param maxBytes of the whole text in UTF-8, roughly: half for the files, half for the
   *     conventions; what does not fit is left out, and the text says so
   */
  public static String of(CodebaseProfile profile, int maxBytes) {
    var text = new StringBuilder();
    text.append("Languages (files): ").append(languages(profile.languages())).append('\n');
    text.append("Checks: ").append(commands(profile.checks())).append('\n');
    text.append('\n').append(files(profile.files(), maxBytes / 2));
    int room = maxBytes / 2;
    for (var convention : profile.conventions().entrySet()) {
      var body = cut(convention.getValue(), room);
      room -= bytes(body);
      if (!body.isBlank()) {
        text.append("\n--- ").append(convention.getKey()).append('\n').append(body).append('\n');
      }
    }
    return text.toString();
  }

  private static String languages(Map<String, Integer> languages) {
    return languages.isEmpty()
        ? "none known"
        : languages.entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining(", "));
  }

  private static String commands(List<RepositoryCommand> commands) {
    return commands.isEmpty()
        ? "none found"
        : commands.stream().map(ProfileText::command).collect(Collectors.joining("; "));
  }

  private static String command(RepositoryCommand command) {
    var argv = String.join(" ", command.argv());
    return command.folder().isEmpty() ? argv : argv + " (in " + command.folder() + ")";
  }

  /** Every path if they fit, else the folders with the number of files below each. */
  private static String files(List<String> files, int maxBytes) {
    if (files.isEmpty()) {
      return "The repository has no files.\n";
    }
    if (files.stream().mapToLong(file -> bytes(file) + 1L).sum() <= maxBytes) {
      return "Files:\n" + String.join("\n", files) + "\n";
    }
    for (int depth = 4; depth >= 1; depth--) {
      var folders = folders(files, depth);
      if (bytes(folders) <= maxBytes || depth == 1) {
        return "%d files, too many to list. Folders (files below):\n%s"
            .formatted(files.size(), cut(folders, maxBytes));
      }
    }
    throw new IllegalStateException("the loop ends at depth 1");
  }

  private static String folders(List<String> files, int depth) {
    var counts = new TreeMap<String, Integer>();
    for (var file : files) {
      counts.merge(folder(file, depth), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")\n")
        .collect(Collectors.joining());
  }

  private static String folder(String file, int depth) {
    int end = 0;
    for (int level = 0; level < depth; level++) {
      int slash = file.indexOf('/', end);
      if (slash < 0) {
        break;
      }
      end = slash + 1;
    }
    return end == 0 ? "." : file.substring(0, end);
  }

  private static String cut(String text, int maxBytes) {
    if (bytes(text) <= maxBytes) {
      return text;
    }
    var kept = new StringBuilder();
    int room = maxBytes - 64;
    for (var line : text.lines().toList()) {
      room -= bytes(line) + 1;
      if (room < 0) {
        break;
      }
      kept.append(line).append('\n');
    }
    return kept.isEmpty() ? "" : kept.append("[cut here]").toString();
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
