package dev.parley.app.docs;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** {@code docs/cli.md} as the commands give it. */
final class CommandPages {

  private static final String HEAD =
      """
      # Command line

      Generated from the commands; `parley COMMAND --help` says the same. Standard output carries
      results, standard error progress, warnings and problems. A problem is one line, `parley: ...`,
      and below it what to do; [problems.md](problems.md) lists them all. `--debug` adds where a
      failure comes from.
      """;

  private CommandPages() {}

  static String of(CommandLine root) {
    var page = new StringBuilder(HEAD);
    for (var command : commands(root)) {
      page.append("\n## ").append(command.getCommandSpec().qualifiedName()).append("\n\n```\n");
      page.append(command.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing());
      page.append("\n```\n");
    }
    return page.toString();
  }

  private static List<CommandLine> commands(CommandLine root) {
    var commands = new ArrayList<CommandLine>(List.of(root));
    root.getSubcommands().values().forEach(below -> commands.addAll(commands(below)));
    return commands;
  }
}
