/** Stage 1: transcript formats to utterances. Start with {@link dev.parley.meeting.Transcripts}. */
@NullMarked
package dev.parley.meeting;

import org.jspecify.annotations.NullMarked;
