/** Tests of {@code dev.parley.app.report}. */
@NullMarked
package dev.parley.app.report;

import org.jspecify.annotations.NullMarked;
