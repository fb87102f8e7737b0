/** Tests of {@code dev.parley.app.terminal}. */
@NullMarked
package dev.parley.app.terminal;

import org.jspecify.annotations.NullMarked;
