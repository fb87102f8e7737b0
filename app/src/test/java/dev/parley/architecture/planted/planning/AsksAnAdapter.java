package dev.parley.architecture.planted.planning;

import dev.parley.architecture.planted.adapters.sql.Store;

record AsksAnAdapter(Store store) {}
