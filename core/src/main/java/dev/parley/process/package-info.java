/** Port to child processes: argument lists, never shell strings; bounded in time and output. */
@NullMarked
package dev.parley.process;

import org.jspecify.annotations.NullMarked;
