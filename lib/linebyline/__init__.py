"""Machine Learning, Line by Line: every derivation checked, every formula runs."""

__version__ = "0.1.0"
