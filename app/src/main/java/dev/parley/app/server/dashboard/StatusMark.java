package dev.parley.app.server.dashboard;

import dev.parley.orchestrator.TaskStatus;

/**
 * How a status looks: a shape and a word beside the colour, for who sees no colours.
 *
 * @param key names the style
 */
public record StatusMark(String key, String shape, String words) {

  static StatusMark of(TaskStatus status) {
    return new StatusMark(status.wireName(), shape(status), Wording.words(status.wireName()));
  }

  private static String shape(TaskStatus status) {
    return switch (status) {
      case WAITING -> "○";
      case READY -> "◎";
      case RUNNING -> "▶";
      case AWAITING_APPROVAL -> "◆";
      case MERGED -> "✓";
      case FAILED -> "✕";
      case BLOCKED -> "⊘";
      case CANCELLED, WITHDRAWN -> "–";
    };
  }
}
