/** What is published under {@code docs} and must say what the program does. */
@NullMarked
package dev.parley.app.docs;

import org.jspecify.annotations.NullMarked;
