/** Tests of the TOML reader. */
@NullMarked
package dev.parley.adapters.toml;

import org.jspecify.annotations.NullMarked;
