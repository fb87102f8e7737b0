@NullMarked
package dev.parley.adapters.jackson;

import org.jspecify.annotations.NullMarked;
