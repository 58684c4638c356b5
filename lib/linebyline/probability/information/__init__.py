"""Entropy, divergences between laws, and codes: the algorithms of probability/information."""

from linebyline.probability.information._codes import huffman_lengths, kraft_sum
from linebyline.probability.information._discrete import (
    cross_entropy,
    entropy,
    js_divergence,
    kl_divergence,
    mutual_information,
)
from linebyline.probability.information._gaussian import (
    gaussian_entropy,
    gaussian_kl,
    normal_entropy,
    normal_kl,
)

__all__ = [
    "cross_entropy", "entropy", "gaussian_entropy", "gaussian_kl", "huffman_lengths",
    "js_divergence", "kl_divergence", "kraft_sum", "mutual_information", "normal_entropy",
    "normal_kl",
]  # fmt: skip
