package dev.parley.architecture.planted.planning;

import dev.parley.architecture.planted.review.Verdict;

record LooksAhead(Verdict verdict) {}
