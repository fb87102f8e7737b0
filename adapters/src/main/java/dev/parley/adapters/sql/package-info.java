/**
 * The store: events, ledger and queue tables in one database, SQLite by default and PostgreSQL
 * where one machine is not enough. Start with {@link dev.parley.adapters.sql.SqlStore}.
 *
 * <p>Every write of a process goes through one connection ({@link dev.parley.adapters.sql.Writer});
 * reads have their own. What differs between the two databases is behind {@link
 * dev.parley.adapters.sql.Database}; the SQL itself is shared.
 */
@NullMarked
package dev.parley.adapters.sql;

import org.jspecify.annotations.NullMarked;
