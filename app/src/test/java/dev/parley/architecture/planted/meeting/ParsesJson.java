package dev.parley.architecture.planted.meeting;

import com.fasterxml.jackson.databind.json.JsonMapper;

record ParsesJson(JsonMapper mapper) {}
