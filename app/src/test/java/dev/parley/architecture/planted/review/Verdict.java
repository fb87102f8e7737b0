package dev.parley.architecture.planted.review;

public record Verdict(boolean approved) {}
