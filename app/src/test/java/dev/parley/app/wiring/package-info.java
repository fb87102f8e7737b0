/** Tests of the wiring: nothing that core declares is left out. */
@NullMarked
package dev.parley.app.wiring;

import org.jspecify.annotations.NullMarked;
