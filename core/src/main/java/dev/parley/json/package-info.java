/**
 * Port to JSON files that people write: values that know their line, so that an error can name it.
 * Start with {@link dev.parley.json.LocatedJsonReader}. Answers of models are read through {@code
 * dev.parley.llm.JsonCodec} instead.
 */
@NullMarked
package dev.parley.json;

import org.jspecify.annotations.NullMarked;
