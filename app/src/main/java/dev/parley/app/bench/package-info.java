/** Measures the review gate on a labelled corpus. */
@NullMarked
package dev.parley.app.bench;

import org.jspecify.annotations.NullMarked;
