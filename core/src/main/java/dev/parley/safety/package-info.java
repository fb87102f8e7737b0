/**
 * Stage 5b, around everything that costs: limits, the ledger every model call is reserved in, and
 * the client that makes no call outside it.
 */
@NullMarked
package dev.parley.safety;

import org.jspecify.annotations.NullMarked;
