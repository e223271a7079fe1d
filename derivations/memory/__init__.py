"""One Gaussian, refitted to all that was ever drawn, to a part of it, or through a kernel."""
