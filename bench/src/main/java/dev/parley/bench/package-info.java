/**
 * Measures what {@code docs/benchmarks.md} says; each class with a {@code main} is one benchmark.
 */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
