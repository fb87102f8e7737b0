/** The store against its contracts, on a real SQLite and a real PostgreSQL. */
@NullMarked
package dev.parley.adapters.sql;

import org.jspecify.annotations.NullMarked;
