package dev.parley.review.analysis;

/**
 * A place where a rule is broken.
 *
 * @param symbol the function it is in; empty outside any
 * @param sure whether it is known that data from outside gets there, or known otherwise; if not, it
 *     depends on the caller
 */
record Alarm(String rule, int line, String symbol, boolean sure) {}
