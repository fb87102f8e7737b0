/**
 * Programs of others that look for defects: found, installed and run on scratch copies in the
 * sandbox. Start with {@link dev.parley.adapters.analysers.SandboxedToolRunner}.
 */
@NullMarked
package dev.parley.adapters.analysers;

import org.jspecify.annotations.NullMarked;
