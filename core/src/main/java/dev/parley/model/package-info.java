/** The values every stage shares: ids, money, tokens, problems. Depends on nothing. */
@NullMarked
package dev.parley.model;

import org.jspecify.annotations.NullMarked;
