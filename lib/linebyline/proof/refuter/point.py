"""A point: exact values, and formulas for what had to be solved for.

A value that was solved for may be irrational. It is kept as the way to compute it, so that it is as
sharp as the precision at which it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import flint

from linebyline.proof.refuter.environment import Env, Value

Solver: TypeAlias = Callable[[Env], None]


@dataclass(slots=True)
class Point:
    """Values of all names at one place of the domain.

    Attributes:
        base: exact values by name.
        solvers: each sets one or more values from those before it, at the current precision.
        solved: names whose values were solved for.
        plan: the steps by which they were solved for.
    """

    base: Env
    solvers: Sequence[Solver] = ()
    solved: frozenset[str] = frozenset()
    plan: tuple[Any, ...] | None = None
    _at: dict[int, Env] = field(default_factory=dict)

    def at(self, bits: int) -> Env:
        """Return all values with balls of the given precision; a fresh dict."""
        if not self.solvers:
            return dict(self.base)
        known = self._at.get(bits)
        if known is None:
            with flint.ctx.workprec(bits):
                known = dict(self.base)
                for solve in self.solvers:
                    solve(known)
            self._at[bits] = known
        return dict(known)

    def value(self, name: str, bits: int = 256) -> Value:
        """Return one value."""
        return self.at(bits)[name] if self.solvers else self.base[name]
