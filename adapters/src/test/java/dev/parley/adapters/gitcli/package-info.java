/** Real git, real processes, in temporary folders. */
@NullMarked
package dev.parley.adapters.gitcli;

import org.jspecify.annotations.NullMarked;
