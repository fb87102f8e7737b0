/** Tests of the ids that processes hand to each other. */
@NullMarked
package dev.parley.analytics.trace;

import org.jspecify.annotations.NullMarked;
