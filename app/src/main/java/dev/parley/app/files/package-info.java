/** Files Parley keeps outside its store. Start with {@link dev.parley.app.files.Places}. */
@NullMarked
package dev.parley.app.files;

import org.jspecify.annotations.NullMarked;
