package dev.parley.architecture.planted.agent;

import dev.parley.architecture.planted.agent.loop.Turn;

public record Session(Turn turn) {}
