package dev.parley.app.config;

/** The settings as the Markdown table of {@code docs/configuration.md}. */
final class SettingsTable {

  private SettingsTable() {}

  static String markdown() {
    var text = new StringBuilder();
    text.append("| key | value | default | from a repository | what it is |\n");
    text.append("|---|---|---|---|---|\n");
    for (var setting : Settings.ALL) {
      text.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  setting.path(),
                  setting.kind().expected().replace("|", "\\|"),
                  setting.fallback(),
                  setting.binding().inWords(),
                  setting.description()));
    }
    return text.toString();
  }
}
