package dev.parley.verification;

import dev.parley.codebase.RepositoryCommand;
import dev.parley.workspace.WorktreeCommands;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Names a baseline by everything that decides what the checks say of a tree. */
public final class BaselineKey {

  /** Raise it when what is read from the same output changes. */
  private static final String VERSION = "1";

  /** The size of a terminal nobody looks at. */
  private static final Set<String> IRRELEVANT = Set.of("TERM", "COLUMNS", "LINES");

  private BaselineKey() {}

  /**
   * What of the environment decides: variables, network, time limits.
   *
   * @param others anything else, such as files that are copied into each worktree
   */
  public static String environment(WorktreeCommands commands, List<String> others) {
    var digest = sha256();
    new TreeMap<>(commands.environment())
        .forEach((name, value) -> {
          if (!IRRELEVANT.contains(name)) {
            feed(digest, name + "=" + value);
          }
        });
    feed(digest, "network " + commands.network());
    feed(digest, "timeout " + commands.checkTimeout());
    others.forEach(other -> feed(digest, other));
    return HexFormat.of().formatHex(digest.digest());
  }

  static String of(
      String tree,
      List<RepositoryCommand> setup,
      List<RepositoryCommand> checks,
      String environment) {
    var digest = sha256();
    feed(digest, VERSION);
    feed(digest, tree);
    feed(digest, environment);
    setup.forEach(command -> feed(digest, "setup", command));
    checks.forEach(command -> feed(digest, "check", command));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void feed(MessageDigest digest, String kind, RepositoryCommand command) {
    feed(digest, kind + " " + command.argv().size() + " " + Phase.of(command));
    feed(digest, command.folder());
    command.argv().forEach(argument -> feed(digest, argument));
  }

  /** With its length, so that two texts never run into one. */
  private static void feed(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
