"""What one sample does to its own mean and variance, before anything is repeated."""
