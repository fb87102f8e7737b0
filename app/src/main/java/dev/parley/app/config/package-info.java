/**
 * Settings: user file, repository file, environment, flags; later wins. Start with {@link
 * dev.parley.app.config.Settings}, the table of all keys, then {@link
 * dev.parley.app.config.ConfigurationLoader}.
 */
@NullMarked
package dev.parley.app.config;

import org.jspecify.annotations.NullMarked;
