@NullMarked
package dev.parley.adapters.dbscheduler;

import org.jspecify.annotations.NullMarked;
