package dev.parley.architecture.planted.adapters.sql;

public record Store(String url) {}
