"""Codes of bits that no other code word begins with, and what they cost."""

import heapq

import numpy as np
from numpy.typing import ArrayLike, NDArray

from linebyline.probability.information._discrete import law_of


def huffman_lengths(probs: ArrayLike) -> NDArray[np.int64]:
    r"""Return the lengths of the code words of a cheapest prefix code, by Huffman's method.

    The two rarest groups of symbols are joined, again and again; each joining gives every symbol
    of both groups one more bit. The mean length L obeys :math:`H(p) \le L < H(p) + 1` in bits.

    Args:
        probs: p (K,), at least zero, with sum one.

    Returns:
        Bits of each symbol (K,); a single symbol needs none.

    Raises:
        ValueError: if p is no law.

    Derivation: probability/information#source-coding
    """
    p = law_of("probs", probs)
    lengths = np.zeros(p.size, dtype=np.int64)
    # Ties go to the older group, so that the result does not depend on the heap.
    groups = [(float(share), k, [k]) for k, share in enumerate(p)]
    heapq.heapify(groups)
    for born in range(p.size, 2 * p.size - 1):
        (one, _, first), (other, _, second) = heapq.heappop(groups), heapq.heappop(groups)
        lengths[first + second] += 1
        heapq.heappush(groups, (one + other, born, first + second))
    return lengths


def kraft_sum(lengths: ArrayLike) -> float:
    r"""Return :math:`\sum_i 2^{-l_i}`; a prefix code with these lengths exists where it is <= 1.

    Args:
        lengths: l (K,), whole numbers, at least zero.

    Raises:
        ValueError: if a length is negative or not whole.
    """
    bits = np.asarray(lengths, dtype=np.float64)
    if bits.size == 0 or (bits < 0).any() or (bits != np.floor(bits)).any():
        raise ValueError(f"lengths must be whole numbers of bits, at least zero, got {lengths!r}")
    return float(np.exp2(-bits).sum())
