/**
 * A run's files in the repository, for people and for programs. Start with {@link
 * dev.parley.app.report.RunFolder}. All that models, agents and meetings wrote is foreign text here
 * and is escaped for where it goes.
 */
@NullMarked
package dev.parley.app.report;

import org.jspecify.annotations.NullMarked;
