/**
 * The program that reads Java with Error Prone and PMD. It runs in a JVM of its own, started for
 * one request and gone with it: javac's memory, its stack and its crashes stay there. Start with
 * {@link dev.parley.javachecks.Main}. What it is asked and answers is in {@link
 * dev.parley.javachecks.Request} and {@link dev.parley.javachecks.Answer}.
 *
 * <p>It reads no file, runs no annotation processor and no plugin, and takes no configuration but
 * the request's.
 */
@NullMarked
package dev.parley.javachecks;

import org.jspecify.annotations.NullMarked;
