/**
 * Defects that can be told from the shape of code: wrong logic, needless cost, poor style. Start
 * with {@link dev.parley.review.lint.Lint}. A check is a small pure function of a piece of a
 * program and the {@link dev.parley.review.lint.Scope} it stands in; what each rule is called, how
 * severe it is and which names of libraries it knows is data beside the rules of the analysers.
 */
@NullMarked
package dev.parley.review.lint;

import org.jspecify.annotations.NullMarked;
