/**
 * Error Prone and PMD, in a JVM of their own. Start with {@link
 * dev.parley.adapters.javac.JavaAnalyser}; the program it starts is the module {@code javachecks}.
 */
@NullMarked
package dev.parley.adapters.javac;

import org.jspecify.annotations.NullMarked;
