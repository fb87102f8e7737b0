package dev.parley.llm;

import dev.parley.event.Fence;
import dev.parley.model.AttemptId;
import dev.parley.model.RunId;
import java.util.Optional;

/**
 * On whose behalf a model is called: what is charged and what the request's headers say.
 *
 * @param attempt empty before there are tasks
 * @param fence the caller's right to act; a call whose fence was overtaken is refused
 */
public record CallContext(RunId run, Optional<AttemptId> attempt, Fence fence) {}
