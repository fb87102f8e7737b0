@NullMarked
package dev.parley.analytics.fingerprint;

import org.jspecify.annotations.NullMarked;
