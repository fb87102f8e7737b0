/**
 * The import rules that module boundaries cannot state, run as tests over every module, and the
 * proof that each rule fails on code which breaks it.
 */
@NullMarked
package dev.parley.architecture;

import org.jspecify.annotations.NullMarked;
