"""The names of a derivation, declared once, as on the first line of a blackboard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from linebyline.proof import domains
from linebyline.proof.densities import properties_of_density
from linebyline.proof.laws import AnyLaw, Law
from linebyline.proof.random_names import read_law, refuse_random_values
from linebyline.proof.reader import canonical_name, read_formula, read_relation
from linebyline.proof.relation import Relation
from linebyline.proof.substitution import Definition, unfold_relation
from linebyline.proof.symbols import Domain, Kind, Symbol
from linebyline.proof.tables import Table, read_factors
from linebyline.proof.traversal import bound_in, symbols_in
from linebyline.proof.tree import Expr, number, symbol, to_expr
from linebyline.proof.verdict import LineError

PROPERTIES = frozenset(
    {
        "symmetric", "diagonal", "orthogonal", "invertible", "positive definite",
        "positive semidefinite", "full column rank", "nonzero", "probabilities",
    }
)  # fmt: skip
SizeLike = Expr | int | str


@dataclass(frozen=True, slots=True)
class Setting:
    """What a line may use: definitions to unfold, and assumptions already unfolded."""

    definitions: Mapping[Symbol, Definition]
    assumptions: tuple[Relation, ...]


class Notation:
    r"""Names with their domains, definitions, and assumptions.

    Names are written in TeX, several separated by blanks. Each method returns the declared
    formulas, for readers who prefer Python's operators to TeX.

    >>> notation = Notation()
    >>> a, b = notation.positive("a b")
    >>> theta = notation.real(r"\theta")
    """

    def __init__(self) -> None:
        self.names: dict[str, Symbol] = {}
        self.definitions: dict[Symbol, Definition] = {}
        self.assumptions: list[Relation] = []

    # -- declarations ---------------------------------------------------------------------
    def real(self, names: str) -> Expr | tuple[Expr, ...]:
        """Real numbers."""
        return self._declare(names, "scalar", domains.REAL)

    def positive(self, names: str) -> Expr | tuple[Expr, ...]:
        """Real numbers greater than zero."""
        return self._declare(names, "scalar", domains.POSITIVE)

    def nonnegative(self, names: str) -> Expr | tuple[Expr, ...]:
        """Real numbers, zero or greater."""
        return self._declare(names, "scalar", domains.NONNEGATIVE)

    def nonzero(self, names: str) -> Expr | tuple[Expr, ...]:
        """Real numbers other than zero."""
        return self._declare(names, "scalar", domains.NONZERO)

    def unit(self, names: str) -> Expr | tuple[Expr, ...]:
        """Real numbers strictly between zero and one."""
        return self._declare(names, "scalar", domains.UNIT)

    def complex(self, names: str) -> Expr | tuple[Expr, ...]:
        """Complex numbers."""
        return self._declare(names, "scalar", domains.COMPLEX)

    def integer(self, names: str) -> Expr | tuple[Expr, ...]:
        """Integers."""
        return self._declare(names, "scalar", domains.INTEGER)

    def size(self, names: str) -> Expr | tuple[Expr, ...]:
        """Whole numbers from one on: numbers of entries, samples, steps."""
        return self._declare(names, "scalar", domains.SIZE)

    def interval(
        self, names: str, low: SizeLike, high: SizeLike, *, closed: bool = False
    ) -> Expr | tuple[Expr, ...]:
        """Real numbers between two constants, written in TeX or as numbers."""
        ends = self._to_size(low), self._to_size(high)
        return self._declare(names, "scalar", domains.interval(*ends, closed=closed))

    def index(self, names: str, low: SizeLike, high: SizeLike) -> Expr | tuple[Expr, ...]:
        """Indices with their range, for sums and for entries."""
        if "e" in names.split():
            raise LineError("e is the base of the exponential: take another letter for an index")
        span = (self._to_size(low), self._to_size(high))
        return self._declare(names, "index", domains.INTEGER, span=span)

    def array(
        self, names: str, *sizes: SizeLike, domain: Domain = domains.REAL
    ) -> Expr | tuple[Expr, ...]:
        """Indexed numbers such as x_i or p_{kj}; indices start at 1."""
        return self._declare(names, "array", domain, self._dims(*sizes))

    def probabilities(self, names: str, *sizes: SizeLike) -> Expr | tuple[Expr, ...]:
        """Positive numbers that sum to one over their last index."""
        dims = self._dims(*sizes)
        return self._declare(names, "array", domains.POSITIVE, dims, frozenset({"probabilities"}))

    def vector(self, names: str, size: SizeLike, *properties: str) -> Expr | tuple[Expr, ...]:
        """Columns of real numbers."""
        return self.matrix(names, size, 1, *properties)

    def matrix(
        self, names: str, rows: SizeLike, columns: SizeLike, *properties: str
    ) -> Expr | tuple[Expr, ...]:
        """Real matrices, with properties such as ``symmetric`` or ``orthogonal``."""
        _check_properties(properties)
        dims = self._dims(rows, columns)
        return self._declare(names, "matrix", domains.REAL, dims, frozenset(properties))

    def vectors(
        self, names: str, size: SizeLike, count: SizeLike | tuple[SizeLike, ...], *properties: str
    ) -> Expr | tuple[Expr, ...]:
        """Families of columns, such as the x_i with i from 1 to n."""
        return self.matrices(names, size, 1, count, *properties)

    def matrices(
        self,
        names: str,
        rows: SizeLike,
        columns: SizeLike,
        count: SizeLike | tuple[SizeLike, ...],
        *properties: str,
    ) -> Expr | tuple[Expr, ...]:
        r"""Families of matrices, such as the \Sigma_k, each with the properties.

        Args:
            names: the names, to be written with an index.
            rows: number of rows of each member.
            columns: number of columns of each member.
            count: number of members; several numbers for several indices.
            properties: words such as ``symmetric``.
        """
        _check_properties(properties)
        counts = count if isinstance(count, tuple) else (count,)
        dims = (*self._dims(*counts), *self._dims(rows, columns))
        if dims[-2:] == (number(1), number(1)):
            raise LineError(f"indexed numbers are an array: declare {names} with array")
        return self._declare(names, "family", domains.REAL, dims, frozenset(properties))

    def function(
        self,
        names: str,
        *,
        arguments: int = 1,
        domain: Domain = domains.REAL,
        convex: bool = False,
        concave: bool = False,
    ) -> tuple[Symbol, ...]:
        """Unknown smooth functions of real arguments.

        Args:
            names: the names.
            arguments: how many numbers each takes.
            domain: where the values lie.
            convex: whether each is convex on the whole line.
            concave: whether each is concave on the whole line.
        """
        shape = frozenset(["convex"] * convex + ["concave"] * concave)
        if len(shape) == 2:
            raise ValueError("a function is convex or concave; one that is both is written a x + b")
        if shape and arguments != 1:
            raise ValueError(f"only a function of one number is declared convex, got {arguments}")
        dims = (number(1),) * arguments
        self._declare(names, "function", domain, dims, shape)
        return tuple(self.names[canonical_name(name)] for name in names.split())

    def density(
        self, names: str, *, arguments: int = 1, given: int = 0, regular: bool = False
    ) -> tuple[Symbol, ...]:
        r"""Positive smooth functions of real arguments that integrate to one.

        Args:
            names: the names.
            arguments: number of arguments over which they integrate to one.
            given: number of further arguments, written last: ``q(z \mid x)`` has one.
            regular: whether derivatives by what is given may be taken under the integral sign.
        """
        dims = (number(1),) * (arguments + given)
        properties = properties_of_density(given, regular=regular)
        self._declare(names, "function", domains.POSITIVE, dims, properties)
        return tuple(self.names[canonical_name(name)] for name in names.split())

    def random(
        self, names: str, *sizes: SizeLike, law: Law, indices: str = "", given: str = ""
    ) -> Expr | tuple[Expr, ...]:
        r"""Random variables, independent of each other and of all but what they are given.

        Args:
            names: the names.
            sizes: of an array of independent copies, or last the categories; none for a column.
            law: the law, its parameters written in TeX or as numbers.
            indices: declared indices that stand in the law's parameters for the array's last ones.
            given: random names on whose values the law depends.

        >>> from linebyline.proof.laws import Gaussian
        >>> notation = Notation()
        >>> _ = notation.real("m"), notation.size("n"), notation.index("i", 1, "n")
        >>> x = notation.random("x", "n", law=Gaussian("m", 1))
        """
        return self._declare(names, *read_law(self, law, indices, self._dims(*sizes), given))

    def jointly(self, names: str, *, positive: bool = False) -> Expr | tuple[Expr, ...]:
        """Random numbers with any joint law: they may depend on each other in every way."""
        made: list[Expr] = []
        for name in names.split():
            before = " ".join(repr(other) for other in made)
            declared = read_law(self, AnyLaw(), "", (), before)
            if positive:
                declared = declared._replace(domain=domains.POSITIVE)
            made.append(cast(Expr, self._declare(name, *declared)))
        return made[0] if len(made) == 1 else tuple(made)

    def table(self, names: str, *, factors: str = "", **sizes: SizeLike) -> None:
        r"""Positive joint laws of discrete names, to be written p(x, z), p(x), p(x \mid z).

        Args:
            names: of the laws.
            factors: the law as a product, such as ``p(z) p(x \mid z) p(y \mid z)``, which says what
                does not depend on what; without it, all may depend on all.
            sizes: for each of the law's names, the number of its values 1, 2, ...; a name that is
                not declared yet becomes an index.

        >>> notation = Notation()
        >>> _ = notation.size("n k")
        >>> notation.table("p", x="n", z="k")
        >>> notation.relation(r"p(x, z) = p(z) p(x \mid z)")
        p(x, z) = p(z) p(x \mid z)
        """
        for axis, size in sizes.items():
            self.index(axis, 1, size)
        axes = {canonical_name(axis): self.names[canonical_name(axis)] for axis in sizes}
        for name in map(canonical_name, names.split()):
            law = read_factors(name, axes, factors).declared
            self._declare(name, "array", law.domain, law.dims, table=law.table)

    # -- facts ----------------------------------------------------------------------------
    def define(self, left: str, right: str) -> None:
        r"""Introduce an abbreviation: ``define("c", r"a + b")`` or ``define("p_k", ...)``."""
        body = read_formula(right, self.names)
        base, parameters = self._left_side(left, body)
        if base in self.names:
            raise LineError(f"{base} is declared already; a definition introduces a new name")
        sizes = tuple(p.span[1] for p in parameters if p.span is not None)
        if parameters and body.shape is not None:
            name = Symbol(base, "family", domains.REAL, (*sizes, *body.shape))
        elif parameters:
            name = Symbol(base, "array", domains.REAL, sizes)
        elif body.shape is not None:
            name = Symbol(base, "matrix", domains.REAL, body.shape)
        else:
            name = Symbol(base)
        if name in symbols_in(body):
            raise LineError(f"{base} may not stand in its own definition")
        _refuse_loose_indices(base, body, parameters)
        self.names[base] = name
        self.definitions[name] = Definition(name, parameters, body)

    def assume(self, *relations: str) -> None:
        r"""Add assumptions, each a relation in TeX over the declared names.

        An index in a subscript stands for all its values: :math:`x_i > 0` says it of every entry.
        """
        for text in relations:
            relation = self.relation(text)
            if relation.sign in ("propto", "defined"):
                raise LineError(f"'{text}' cannot be assumed: write an equation or an inequality")
            refuse_random_values(relation, text)
            self.assumptions.append(relation)

    # -- reading --------------------------------------------------------------------------
    def formula(self, text: str) -> Expr:
        """Read a formula in TeX."""
        return read_formula(text, self.names)

    def relation(self, text: str) -> Relation:
        """Read a relation in TeX."""
        return read_relation(text, self.names)

    @property
    def setting(self) -> Setting:
        """Definitions and unfolded assumptions, as a line uses them."""
        assumed = tuple(unfold_relation(r, self.definitions) for r in self.assumptions)
        return Setting(dict(self.definitions), assumed)

    def describe(self, used: set[Symbol]) -> list[str]:
        """Domains of the used names in TeX, those of one kind on one line."""
        groups: dict[str, list[str]] = {}
        for name in self.names.values():
            if name in used and name not in self.definitions:
                groups.setdefault(domains.show(name), []).append(name.tex)
        return [f"{', '.join(names)} {where}" for where, names in groups.items()]

    def describe_definitions(self, used: set[Symbol]) -> list[str]:
        """The used abbreviations, each as ``name := formula`` in TeX."""
        shown = []
        for name, definition in self.definitions.items():
            if name in used:
                tail = ",".join(p.tex for p in definition.parameters)
                shown.append(f"{name.tex}{f'_{{{tail}}}' if tail else ''} := {definition.body!r}")
        return shown

    # -- inner ----------------------------------------------------------------------------
    def _declare(
        self,
        names: str,
        kind: Kind,
        domain: Domain,
        dims: tuple[Expr, ...] = (),
        properties: frozenset[str] = frozenset(),
        span: tuple[Expr, Expr] | None = None,
        law: Law | None = None,
        table: Table | None = None,
    ) -> Expr | tuple[Expr, ...]:
        made = []
        for raw in names.split():
            name = canonical_name(raw)
            declared = Symbol(name, kind, domain, dims, properties, span, law, table)
            if self.names.setdefault(name, declared) != declared:
                raise LineError(
                    f"{name} is declared already as {domains.show(self.names[name])}; "
                    "one name, one meaning: take another letter or another notation"
                )
            made.append(symbol(declared))
        if not made:
            raise ValueError("no name to declare: write names in TeX, separated by blanks")
        return made[0] if len(made) == 1 else tuple(made)

    def _to_size(self, value: SizeLike) -> Expr:
        return read_formula(value, self.names) if isinstance(value, str) else to_expr(value)

    def _dims(self, *sizes: SizeLike) -> tuple[Expr, ...]:
        return tuple(self._to_size(size) for size in sizes)

    def _left_side(self, left: str, body: Expr) -> tuple[str, tuple[Symbol, ...]]:
        name = canonical_name(left)
        base, _, subscript = name.partition("_")
        indices = self._indices(subscript.strip("{}"))
        if not indices or not ("," in subscript or symbols_in(body).issuperset(indices)):
            return name, ()
        return base, indices

    def _indices(self, subscript: str) -> tuple[Symbol, ...]:
        """The declared indices that a subscript lists, or none if it is no such list."""
        listed = sorted((n for n in self.names.values() if n.kind == "index"), key=_by_length)
        found: list[Symbol] = []
        rest = subscript.replace(",", " ").lstrip()
        while rest:
            index = next((index for index in listed if rest.startswith(index.tex)), None)
            if index is None:
                return ()
            found.append(index)
            rest = rest.removeprefix(index.tex).lstrip()
        return tuple(found)


def _refuse_loose_indices(base: str, body: Expr, parameters: tuple[Symbol, ...]) -> None:
    loose = {name for name in symbols_in(body) if name.kind == "index"}.difference(
        bound_in(body), parameters
    )
    if loose:
        names = ", ".join(sorted(name.tex for name in loose))
        raise LineError(f"{base} depends on {names}: write it as {base}_{{{names}}}")


def _by_length(name: Symbol) -> int:
    return -len(name.tex)


def _check_properties(properties: tuple[str, ...]) -> None:
    unknown = set(properties) - PROPERTIES
    if unknown:
        raise ValueError(
            f"a matrix may be {', '.join(sorted(PROPERTIES))}; got {', '.join(sorted(unknown))}"
        )
