/**
 * Stage 9: runs the repository's own checks on exactly the tree in question. Start with {@link
 * dev.parley.verification.Verifier}.
 */
@NullMarked
package dev.parley.verification;

import org.jspecify.annotations.NullMarked;
