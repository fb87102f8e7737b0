/** Who may ask the server what: addresses, sessions of browsers, tokens, roles, rates. */
@NullMarked
package dev.parley.app.server.access;

import org.jspecify.annotations.NullMarked;
