/**
 * Programs as the analysers see them: the same few kinds of statement and expression whatever the
 * language. Only the lowering of a language, behind {@link dev.parley.review.syntax.SyntaxReader},
 * knows its grammar; rules and data flow are written once.
 */
@NullMarked
package dev.parley.review.syntax;

import org.jspecify.annotations.NullMarked;
