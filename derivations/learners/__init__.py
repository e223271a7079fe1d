"""Learners that do not collapse, and what decides that a loop does."""
