/**
 * Port to models. Every call is named by its {@link dev.parley.llm.Role} and goes through one
 * {@link dev.parley.llm.ModelClient}, which is a chain of decorators around a provider.
 */
@NullMarked
package dev.parley.llm;

import org.jspecify.annotations.NullMarked;
