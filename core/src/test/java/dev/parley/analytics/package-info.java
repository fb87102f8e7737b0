/** Tests of what events add up to. */
@NullMarked
package dev.parley.analytics;

import org.jspecify.annotations.NullMarked;
