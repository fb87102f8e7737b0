/**
 * Analysers that are programs of others: what they are as data, what they may see, how their
 * reports are read, and which of their results are new. Start with {@link
 * dev.parley.review.tools.ExternalAnalysers}. Nothing here starts a process or reads a file.
 */
@NullMarked
package dev.parley.review.tools;

import org.jspecify.annotations.NullMarked;
