/** Tests of what is told of figures, and of how seldom it is told by chance. */
@NullMarked
package dev.parley.analytics.insight;

import org.jspecify.annotations.NullMarked;
