/**
 * What stands between the program and whoever reads it. Start with {@link
 * dev.parley.app.terminal.Surroundings}.
 */
@NullMarked
package dev.parley.app.terminal;

import org.jspecify.annotations.NullMarked;
