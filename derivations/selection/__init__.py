"""What is kept of a model's output, by temperature, choice or verifier, and models that learn from each other."""
