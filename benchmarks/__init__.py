"""What the checker costs, and whether it clears its bars: ``python -m benchmarks.proof``."""
