/** Tests of the pages: what they show, over HTTP and in a browser. */
@NullMarked
package dev.parley.app.server.dashboard;

import org.jspecify.annotations.NullMarked;
