/**
 * What only Linux gives: confining commands by bubblewrap. Start with {@link
 * dev.parley.adapters.linux.Sandbox}.
 */
@NullMarked
package dev.parley.adapters.linux;

import org.jspecify.annotations.NullMarked;
