"""Proves relations in general: for all sizes and all values of the declared domains.

``prove`` returns a proof or nothing; nothing means that the kernel does not know.
"""

from __future__ import annotations

from linebyline.proof.kernel.budget import ran_out, steps_used
from linebyline.proof.kernel.dispatch import prove
from linebyline.proof.kernel.hints import (
    ByParts,
    Certificate,
    ConvexMinimum,
    Induction,
    Monotone,
    Substitution,
    exp_gap,
    log_gap,
)

__all__ = [
    "ByParts", "Certificate", "ConvexMinimum", "Induction", "Monotone", "Substitution", "exp_gap",
    "log_gap", "prove", "ran_out", "steps_used",
]  # fmt: skip
