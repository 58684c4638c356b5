"""Models that make new samples: the algorithms of the part on generative models."""
