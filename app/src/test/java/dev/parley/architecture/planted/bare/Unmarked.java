package dev.parley.architecture.planted.bare;

class Unmarked {}
