package dev.parley.architecture.planted.event;

public record Happened(String what) {}
