package dev.parley.integration;

import dev.parley.attempt.AttemptPayload.Approved;
import dev.parley.git.Identity;
import dev.parley.llm.CallContext;
import dev.parley.model.AttemptId;
import dev.parley.planning.CodingTask;

/**
 * An approved change waiting to land.
 *
 * @param commit the kept commit of the approved tree on its base
 * @param start the commit the run began from; the branch begins there
 * @param summary the agent's words on what it did; untrusted
 */
public record Change(
    AttemptId attempt,
    CodingTask task,
    Approved approved,
    String commit,
    String start,
    Identity author,
    String summary,
    boolean allowUnverified,
    CallContext context) {}
