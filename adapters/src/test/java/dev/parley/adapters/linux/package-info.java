/** Real processes. */
@NullMarked
package dev.parley.adapters.linux;

import org.jspecify.annotations.NullMarked;
