/**
 * Stand-ins for the outside world that keep the same promises as the real thing: each fake passes
 * the contract in {@link dev.parley.testkit.contract} that its adapter passes.
 */
@NullMarked
package dev.parley.testkit;

import org.jspecify.annotations.NullMarked;
