package dev.parley.architecture.planted.analytics;

public record Figures(int tasks) {}
