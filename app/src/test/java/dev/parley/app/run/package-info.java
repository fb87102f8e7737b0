/** Tests of {@code dev.parley.app.run}. */
@NullMarked
package dev.parley.app.run;

import org.jspecify.annotations.NullMarked;
