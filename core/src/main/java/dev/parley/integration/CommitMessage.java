package dev.parley.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes the message of a landed commit: Conventional Commits, then trailers. Pure. */
final class CommitMessage {

  private static final int SUBJECT_MAX = 72;
  private static final int BODY_MAX = 4_000;
  private static final Pattern CONVENTIONAL =
      Pattern.compile(
          "(build|chore|ci|docs|feat|fix|perf|refactor|revert|style|test)(\\([^)]*\\))?!?: .+");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]|\\p{Cf}");
  private static final Pattern TRAILER = Pattern.compile("(?m)^(?=[A-Za-z][A-Za-z0-9-]*: ?)");

  private CommitMessage() {}

  /**
   * The whole message.
   *
   * @param withoutModel why analysers alone judged the change; empty if a model took part
   */
  static String of(Change change, Optional<String> withoutModel) {
    var paragraphs = new ArrayList<String>();
    paragraphs.add(subject(change));
    String body = body(change);
    if (!body.isBlank()) {
      paragraphs.add(body);
    }
    paragraphs.add(String.join("\n", trailers(change, withoutModel)));
    return String.join("\n\n", paragraphs) + "\n";
  }

  /** The line that tells a landed attempt from every other. */
  static String attemptTrailer(Change change) {
    return "Parley-Attempt: " + change.attempt().number();
  }

  /** Whether a commit is the landed form of this change. */
  static boolean isOf(String message, Change change) {
    return message.lines().toList().containsAll(identifying(change));
  }

  private static List<String> identifying(Change change) {
    return List.of(
        "Parley-Run: " + change.attempt().run(),
        "Parley-Task: " + change.attempt().task(),
        attemptTrailer(change));
  }

  private static List<String> trailers(Change change, Optional<String> withoutModel) {
    var lines = new ArrayList<String>();
    lines.add("Parley-Run: " + change.attempt().run());
    lines.add("Parley-Task: " + change.attempt().task());
    for (var requirement : change.task().requirements()) {
      lines.add("Parley-Requirement: " + oneLine(requirement));
    }
    lines.add(attemptTrailer(change));
    withoutModel.ifPresent(
        why -> lines.add("Parley-Review: analysers only (" + oneLine(why) + ")"));
    return lines;
  }

  private static String subject(Change change) {
    String title = oneLine(change.task().title());
    String subject =
        CONVENTIONAL.matcher(title).matches() ? title : type(change) + ": " + lower(title);
    return subject.length() <= SUBJECT_MAX
        ? subject
        : subject.substring(0, SUBJECT_MAX - 3).stripTrailing() + "...";
  }

  private static String type(Change change) {
    return switch (change.task().type()) {
      case CREATION -> "feat";
      case TESTING -> "test";
      case REFACTORING -> "refactor";
      case MODIFICATION -> "feat";
    };
  }

  /** First letter small, unless the word is a name such as {@code CSV} or {@code JSON}. */
  private static String lower(String title) {
    boolean name = title.length() > 1 && Character.isUpperCase(title.charAt(1));
    return title.isEmpty() || name
        ? title
        : title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
  }

  /** The agent's words, made unable to pass for trailers. */
  private static String body(Change change) {
    String text = change.summary().isBlank() ? change.task().description() : change.summary();
    String clean = CONTROL.matcher(text.replace("\r\n", "\n")).replaceAll("").strip();
    String bounded = clean.length() <= BODY_MAX ? clean : clean.substring(0, BODY_MAX) + "...";
    return TRAILER.matcher(bounded).replaceAll("  ");
  }

  private static String oneLine(String text) {
    return CONTROL.matcher(text).replaceAll("").replaceAll("\\s+", " ").strip();
  }
}
