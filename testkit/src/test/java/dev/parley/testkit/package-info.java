/** The fakes against their contracts. */
@NullMarked
package dev.parley.testkit;

import org.jspecify.annotations.NullMarked;
