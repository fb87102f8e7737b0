@NullMarked
package dev.parley.adapters.langchain4j;

import org.jspecify.annotations.NullMarked;
