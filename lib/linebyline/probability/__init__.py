"""Probability: inequalities, dependence, moments, information, and fitting laws to data."""
