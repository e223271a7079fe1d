"""One Gaussian, refitted to its own samples again and again."""
