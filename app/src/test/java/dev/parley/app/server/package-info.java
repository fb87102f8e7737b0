@NullMarked
package dev.parley.app.server;

import org.jspecify.annotations.NullMarked;
