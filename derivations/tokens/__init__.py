"""Tokens: a categorical law refitted to its own samples, which is genetic drift."""
