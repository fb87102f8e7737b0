/**
 * TOML by Jackson, with the line of each value. Start with {@link
 * dev.parley.adapters.toml.TomlDocument}.
 */
@NullMarked
package dev.parley.adapters.toml;

import org.jspecify.annotations.NullMarked;
