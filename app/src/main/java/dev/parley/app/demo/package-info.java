/**
 * {@code parley demo}: the whole pipeline on a sample repository, offline. Start with {@link
 * dev.parley.app.demo.DemoContent}, which is all that is not real: the repository, the meeting and
 * what the model says. Everything else is the wiring of {@code parley run}.
 */
@NullMarked
package dev.parley.app.demo;

import org.jspecify.annotations.NullMarked;
