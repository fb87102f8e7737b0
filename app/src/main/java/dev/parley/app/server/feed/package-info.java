/** The store's events as they come, to any number of readers. */
@NullMarked
package dev.parley.app.server.feed;

import org.jspecify.annotations.NullMarked;
