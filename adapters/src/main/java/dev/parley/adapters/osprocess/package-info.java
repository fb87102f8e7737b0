/**
 * Child processes of the operating system, bounded in time and output, never outliving their call.
 * Start with {@link dev.parley.adapters.osprocess.OsProcessRunner}.
 */
@NullMarked
package dev.parley.adapters.osprocess;

import org.jspecify.annotations.NullMarked;
