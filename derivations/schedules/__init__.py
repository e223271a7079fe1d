"""Loops whose sample sizes and shares of real data change from one generation to the next."""
