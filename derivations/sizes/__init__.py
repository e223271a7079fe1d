"""Loops without real data whose samples grow from generation to generation."""
