package dev.parley.architecture.planted.adapters.gitcli;

import dev.parley.architecture.planted.app.Wiring;

record CallsTheApp(Wiring wiring) {}
