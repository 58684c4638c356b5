"""Central differences for the exam's second reader."""

from collections.abc import Callable
from typing import Any

from mpmath import mp
from tests.proof.exam_values import DIGITS, Code, Env


def _step() -> Any:
    return mp.mpf(10) ** (-DIGITS // 5)


def slope_of(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda x: (function(x + _step()) - function(x - _step())) / (2 * _step())


def difference(code: Code, key: str, place: list[Code]) -> Code:
    def moved(env: Env, step: Any) -> Any:
        if not place or not isinstance(env[key], mp.matrix):
            return code({**env, key: env[key] + step})
        indices = [int(p(env)) for p in place]
        row, column = (*indices, 1) if len(indices) == 1 else indices
        changed = env[key].copy()
        changed[row - 1, column - 1] += step
        return code({**env, key: changed})

    return lambda env: (moved(env, _step()) - moved(env, -_step())) / (2 * _step())
