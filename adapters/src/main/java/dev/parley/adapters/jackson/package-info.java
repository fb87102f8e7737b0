/**
 * JSON by Jackson. Start with {@link dev.parley.adapters.jackson.JacksonJsonCodec}, which reads
 * what models answer, or {@link dev.parley.adapters.jackson.JacksonPayloadCodec}, which keeps
 * events readable for ever.
 */
@NullMarked
package dev.parley.adapters.jackson;

import org.jspecify.annotations.NullMarked;
