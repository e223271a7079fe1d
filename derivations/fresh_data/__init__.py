"""Real data added at every generation: how much of the truth a few points keep, and how they are best weighed."""
