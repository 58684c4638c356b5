"""Sparse linear algebra over the rationals: whether a vector is a combination of given rows."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any, TypeAlias

from flint import fmpq

Vector: TypeAlias = dict[int, Any]  # column to flint's fmpq, never zero


class Span:
    """The span of rows that arrive one by one, kept in echelon form.

    A row maps columns (any hashable) to numbers. Columns are numbered as they are first seen, and
    the latest column of a row is its pivot: what only helper rows mention is eliminated first.
    """

    def __init__(self) -> None:
        self._columns: dict[Hashable, int] = {}
        self._pivots: dict[int, tuple[Vector, Vector]] = {}
        self._count = 0

    def add(self, row: Mapping[Any, Any]) -> int:
        """Add a row and return its number."""
        number = self._count
        self._count += 1
        vector, mix = self._numbered(row), {number: fmpq(1)}
        pivot = self._reduce(vector, mix)
        if pivot is not None:
            scale = 1 / vector[pivot]
            self._pivots[pivot] = (_scaled(vector, scale), _scaled(mix, scale))
        return number

    def express(self, target: Mapping[Any, Any]) -> Vector | None:
        """Return coefficients with target = sum of coefficient times row, or ``None``."""
        mix: Vector = {}
        vector = self._numbered(target)
        if self._reduce(vector, mix) is not None:
            return None
        return {number: -c for number, c in mix.items() if c}

    def _numbered(self, row: Mapping[Any, Any]) -> Vector:
        columns = self._columns
        return {columns.setdefault(name, len(columns)): c for name, c in row.items() if c}

    def _reduce(self, vector: Vector, mix: Vector) -> int | None:
        """Subtract pivot rows in place until none applies to the latest column; return it."""
        while vector:
            last = max(vector)
            if last not in self._pivots:
                return last
            row, row_mix = self._pivots[last]
            factor = vector[last]
            _subtract(vector, row, factor)
            _subtract(mix, row_mix, factor)
        return None


def _subtract(vector: Vector, row: Vector, factor: Any) -> None:
    for column, c in row.items():
        left = vector.get(column, 0) - factor * c
        if left:
            vector[column] = left
        else:
            vector.pop(column, None)


def _scaled(vector: Vector, factor: Any) -> Vector:
    return {column: factor * c for column, c in vector.items()}
