"""Exponential families refitted to their own samples, and other families with an exact law."""
