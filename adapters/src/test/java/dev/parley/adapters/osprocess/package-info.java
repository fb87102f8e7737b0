/** Real processes. */
@NullMarked
package dev.parley.adapters.osprocess;

import org.jspecify.annotations.NullMarked;
