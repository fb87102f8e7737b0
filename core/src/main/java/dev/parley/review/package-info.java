/**
 * Stage 10: judges a change before it may be committed. Approval is computed here, from findings;
 * no model can grant it. Start with {@link dev.parley.review.Reviewer}.
 */
@NullMarked
package dev.parley.review;

import org.jspecify.annotations.NullMarked;
