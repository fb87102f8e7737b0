@NullMarked
package dev.parley.app.demo;

import org.jspecify.annotations.NullMarked;
