package dev.parley.architecture.planted.agent.loop;

import dev.parley.architecture.planted.agent.Session;

public interface Turn {
  Session session();
}
