/**
 * Reads what test runners, compilers and linters print or write into named results. Start with
 * {@link dev.parley.verification.testreport.TestOutput}. All of it is foreign text: readers are
 * bounded, take time in proportion to its length, and never throw for what is in it.
 */
@NullMarked
package dev.parley.verification.testreport;

import org.jspecify.annotations.NullMarked;
