/** Small charts as numbers to draw: scales, bars, lines and points; pure. */
@NullMarked
package dev.parley.app.server.dashboard.chart;

import org.jspecify.annotations.NullMarked;
