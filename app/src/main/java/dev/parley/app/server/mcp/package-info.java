/** The API once more, as tools of the Model Context Protocol. */
@NullMarked
package dev.parley.app.server.mcp;

import org.jspecify.annotations.NullMarked;
