/** Tests of the command line, as its users meet it: arguments in, text and exit code out. */
@NullMarked
package dev.parley.app.cli;

import org.jspecify.annotations.NullMarked;
