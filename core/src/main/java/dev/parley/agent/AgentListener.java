package dev.parley.agent;

/** Hears what an agent does, for logs and progress; must return quickly. */
@FunctionalInterface
public interface AgentListener {

  void heard(AgentPayload payload);
}
