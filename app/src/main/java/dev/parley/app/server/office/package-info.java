/** What all routes of a server share: the store, its events, and the runs carried out here. */
@NullMarked
package dev.parley.app.server.office;

import org.jspecify.annotations.NullMarked;
