package dev.parley.architecture.planted.orchestrator;

import dev.parley.architecture.planted.analytics.Figures;

record ReadsFigures(Figures figures) {}
