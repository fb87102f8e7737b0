package dev.parley.review;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Changes whose content nobody sees: they could hold anything. */
final class Unreviewable {

  /** What is binary by nature. Anything else that git takes for binary is text made unreadable. */
  private static final Pattern BINARY =
      Pattern.compile(
          "(?i)\\.(?:png|jpe?g|gif|webp|avif|bmp|ico|icns|tiff?|psd|pdf|zip|gz|tgz|bz2|xz|zst|7z|rar"
              + "|jar|war|ear|aar|class|whl|egg|so|dll|dylib|exe|o|a|lib|wasm|bin|dat|db|sqlite3?"
              + "|woff2?|ttf|otf|eot|mp[34]|m4a|wav|ogg|flac|mov|avi|webm|keystore|jks|p12|pfx|der"
              + "|pack|idx|parquet|npy|npz|onnx|pt|pkl|docx|xlsx|pptx|odt|ods|snap|pb)$");

  private static final Pattern AUTOMATION =
      Pattern.compile(
          "^\\.github/(?:workflows|actions)/|^\\.gitlab-ci\\.yml$|^\\.circleci/|^\\.buildkite/"
              + "|(?:^|/)Jenkinsfile$|^azure-pipelines\\.yml$|^bitbucket-pipelines\\.yml$"
              + "|^\\.husky/|^\\.githooks/|^\\.pre-commit-config\\.yaml$|^lefthook\\.yml$"
              + "|(?:^|/)\\.gitattributes$|^\\.gitmodules$|(?:^|/)CODEOWNERS$|^parley\\.toml$");

  private Unreviewable() {}

  /** A zero byte is enough for git to show nothing of a file that still runs. */
  static Stream<Rule.Hit> binarySources(Analyser.Subject subject) {
    return subject.diff().files().stream()
        .filter(file -> file.binary() && file.exists() && !BINARY.matcher(file.path()).find())
        .map(file ->
            new Rule.Hit(
                file.path(),
                0,
                "",
                "The source file has bytes that make it binary for git, so that nobody sees"
                    + " what changed. Write it as plain UTF-8 text."));
  }

  /** Another repository's commit: what it holds is not in the change. */
  static Stream<Rule.Hit> submodules(Analyser.Subject subject) {
    if (subject.task().filter(task -> TaskWords.of(task).contains("submodule")).isPresent()) {
      return Stream.empty();
    }
    return subject.diff().files().stream()
        .filter(file -> file.submodule() && file.exists())
        .map(file ->
            new Rule.Hit(
                file.path(), 0, "", "A submodule is changed, which the task does not ask for."));
  }

  static Stream<Rule.Hit> linksOutside(Analyser.Subject subject) {
    return AddedLine.of(subject.diff())
        .filter(line -> line.file().newMode().equals("120000"))
        .filter(line -> leadsOut(line.file().path(), line.text()))
        .map(line -> Rule.Hit.at(line, "The symbolic link leads out of the repository."));
  }

  private static boolean leadsOut(String link, String target) {
    if (target.startsWith("/") || target.indexOf('\\') >= 0) {
      return true;
    }
    int depth = (int) link.chars().filter(c -> c == '/').count();
    for (String name : target.split("/", -1)) {
      if (name.equals("..")) {
        depth--;
      } else if (!name.isEmpty() && !name.equals(".")) {
        depth++;
      }
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }

  /** What runs by itself, here or at the next push, or decides what reviewers see. */
  static Stream<Rule.Hit> automation(Analyser.Subject subject) {
    return subject.diff().files().stream()
        .flatMap(file -> Stream.of(file.path(), file.oldPath()).distinct())
        .filter(path -> AUTOMATION.matcher(path).find() && !isAskedFor(subject, path))
        .map(path ->
            new Rule.Hit(
                path,
                0,
                "",
                "This file makes machines run or hide something by themselves. It may change"
                    + " only in a task that names it."));
  }

  private static boolean isAskedFor(Analyser.Subject subject, String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return subject
        .task()
        .filter(task -> task.files().contains(path) || TaskWords.of(task).contains(name))
        .isPresent();
  }
}
