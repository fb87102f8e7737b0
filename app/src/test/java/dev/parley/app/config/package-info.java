/** Tests of the settings. */
@NullMarked
package dev.parley.app.config;

import org.jspecify.annotations.NullMarked;
