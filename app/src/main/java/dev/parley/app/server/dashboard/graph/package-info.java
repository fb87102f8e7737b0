/**
 * Task graphs as drawings: who stands where, and what lies on the longest way. Start with {@link
 * dev.parley.app.server.dashboard.graph.Drawing}.
 */
@NullMarked
package dev.parley.app.server.dashboard.graph;

import org.jspecify.annotations.NullMarked;
