/**
 * The analyser floor: what can be found in source text without a model, a compiler or the network.
 * Start with {@link dev.parley.review.analysis.FloorAnalyser}. Each changed file is interpreted
 * abstractly, one function at a time and with the helpers of the same file followed; rules are
 * data, with examples that are tests.
 */
@NullMarked
package dev.parley.review.analysis;

import org.jspecify.annotations.NullMarked;
