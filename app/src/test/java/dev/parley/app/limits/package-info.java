/** Whether limits hold, as the provider counts: many callers, many processes, killed ones too. */
@NullMarked
package dev.parley.app.limits;

import org.jspecify.annotations.NullMarked;
