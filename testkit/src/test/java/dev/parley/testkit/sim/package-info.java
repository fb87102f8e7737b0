@NullMarked
package dev.parley.testkit.sim;

import org.jspecify.annotations.NullMarked;
