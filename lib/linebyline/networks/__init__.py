"""Neural networks: layers, their gradients, and how they learn."""
