/**
 * The pages for browsers. Start with {@link dev.parley.app.server.dashboard.Dashboard}, which has
 * the addresses. What a page shows is a record named {@code ...View}, made by a pure function; the
 * templates only lay it out, and escape all of it.
 */
@NullMarked
package dev.parley.app.server.dashboard;

import org.jspecify.annotations.NullMarked;
