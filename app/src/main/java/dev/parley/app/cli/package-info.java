/**
 * The command line: parse, ask, print, exit code. Start with {@link dev.parley.app.cli.Cli}; each
 * command is one small class.
 */
@NullMarked
package dev.parley.app.cli;

import org.jspecify.annotations.NullMarked;
