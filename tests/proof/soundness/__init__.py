"""Random relations, true and false, for the soundness run of the kernel."""
