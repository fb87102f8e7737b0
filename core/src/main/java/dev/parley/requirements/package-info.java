/**
 * Stage 3, after {@code meeting} and {@code codebase}: what was agreed on, each requirement citing
 * the words it comes from. Start with {@link dev.parley.requirements.RequirementsDrafter}.
 */
@NullMarked
package dev.parley.requirements;

import org.jspecify.annotations.NullMarked;
