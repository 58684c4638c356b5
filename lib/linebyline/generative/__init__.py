"""Generative models: diffusion."""
