package dev.parley.architecture.planted.model;

import dev.parley.architecture.planted.event.Happened;

record KnowsEvents(Happened event) {}
