/**
 * Carrying out one run for one user: from flags to a request, then watching until it rests. Start
 * with {@link dev.parley.app.run.Project}.
 */
@NullMarked
package dev.parley.app.run;

import org.jspecify.annotations.NullMarked;
