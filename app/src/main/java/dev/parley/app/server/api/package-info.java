/** REST under {@code /api/v1}: one table of routes, which is also the OpenAPI document. */
@NullMarked
package dev.parley.app.server.api;

import org.jspecify.annotations.NullMarked;
