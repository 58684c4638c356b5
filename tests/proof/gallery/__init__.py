"""Derivations of the field, each line with its grade pinned."""
