/**
 * Stage 9: runs the repository's own checks on exactly the tree in question, and tells what a
 * change broke from what was broken before it and from what fails by chance. Start with {@link
 * dev.parley.verification.Verifier}; the decision is {@code Comparison}, which is pure.
 */
@NullMarked
package dev.parley.verification;

import org.jspecify.annotations.NullMarked;
