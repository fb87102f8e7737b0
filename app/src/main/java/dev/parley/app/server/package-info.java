/** The window: REST, events, dashboard and MCP over HTTP, and the runs a server carries out. */
@NullMarked
package dev.parley.app.server;

import org.jspecify.annotations.NullMarked;
