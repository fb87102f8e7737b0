package dev.parley.architecture.planted.adapters.gitcli;

import dev.parley.architecture.planted.adapters.sql.Store;

record Borrows(Store store) {}
