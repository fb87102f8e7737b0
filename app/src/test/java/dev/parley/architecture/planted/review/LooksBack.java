package dev.parley.architecture.planted.review;

import dev.parley.architecture.planted.event.Happened;

record LooksBack(Happened event) {}
