"""Proofs of claims: what may be used, instances of statements, and one function for each justification."""
