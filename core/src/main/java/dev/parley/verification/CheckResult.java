package dev.parley.verification;

import dev.parley.codebase.RepositoryCommand;

/**
 * One check's end.
 *
 * @param output what it printed, middle cut out at 64 KiB
 */
public record CheckResult(
    RepositoryCommand command,
    boolean passed,
    int exitCode,
    boolean timedOut,
    String output,
    long elapsedMillis) {}
