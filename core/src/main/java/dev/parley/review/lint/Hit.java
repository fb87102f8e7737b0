package dev.parley.review.lint;

/**
 * A place where a rule is broken.
 *
 * @param symbol the function it is in; empty outside any
 */
public record Hit(String rule, int line, String symbol) {}
