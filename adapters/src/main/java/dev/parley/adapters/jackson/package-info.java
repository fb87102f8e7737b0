/**
 * JSON by Jackson. Start with {@link dev.parley.adapters.jackson.JacksonJsonCodec}, which reads
 * what models answer.
 */
@NullMarked
package dev.parley.adapters.jackson;

import org.jspecify.annotations.NullMarked;
