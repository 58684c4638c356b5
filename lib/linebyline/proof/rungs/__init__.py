"""The rungs below a general proof: each shows less, and its grade says how much less."""

from linebyline.proof.rungs.hints import AtSizes, MonteCarlo, Numeric, OnBox, Open, for_kernel

__all__ = ["AtSizes", "MonteCarlo", "Numeric", "OnBox", "Open", "for_kernel"]
