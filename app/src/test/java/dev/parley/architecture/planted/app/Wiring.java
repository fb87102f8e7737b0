package dev.parley.architecture.planted.app;

public record Wiring(String name) {}
