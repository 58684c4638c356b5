r"""Assumptions over a free index, used at another index and under a sum.

:math:`\lambda_i \le m` is assumed of every i in the declared range of i. So it holds with any t put
in for i that is proved to be an integer in that range: another index, a number, the variable of a
sum. The entries that a goal mentions say which t to put in.

Equations serve in two more ways: :math:`x_i = y_i` replaces entries of x wherever they stand, and
:math:`\sum_j S_{ij} = p_i` replaces a sum of that form; only sums by what holds no sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from linebyline.proof.kernel.atom_domains import is_integer, later_signs, read_end
from linebyline.proof.kernel.facts import Facts, NotProvable, Schema
from linebyline.proof.kernel.polynomial import Atom, Polynomial, TooLarge
from linebyline.proof.symbols import Symbol

MOST_INSTANCES = 24
MOST_ENTRIES = 12
Values = dict[Symbol, Polynomial]


def instances(atoms: Sequence[Atom], signs: Sequence[str], facts: Facts) -> list[Schema]:
    """Return what the assumptions with these signs say where their entries are those of atoms."""
    if not facts.schemas:
        return []
    entries = list(dict.fromkeys(_entries(atoms)))[:MOST_ENTRIES]
    hidden = frozenset(_bound_inside(atoms))
    found: dict[tuple[str, str], Schema] = {}
    for schema in facts.schemas:
        if schema.sign in signs:
            for values in _fits(schema, entries, facts):
                if any(hidden & t.free for t in values.values()):
                    continue  # an index of a sum has no value outside of it
                made = _instance(schema, values, facts)
                if made is not None:
                    found.setdefault((made.sign, made.body.key), made)
                if len(found) >= MOST_INSTANCES:
                    return list(found.values())
    return list(found.values())


def _entries(atoms: Sequence[Atom]) -> Iterator[Atom]:
    """The entries among the atoms and inside of them."""
    for atom in atoms:
        if atom.kind == "entry":
            yield atom
        for part in atom.args:
            if isinstance(part, Polynomial):
                yield from _entries(part.atoms)


def _bound_inside(atoms: Sequence[Atom]) -> Iterator[Atom]:
    """The indices that sums and products among the atoms bind."""
    for atom in atoms:
        if atom.kind in ("sum", "product"):
            yield from atom.args[1]
        for part in atom.args:
            if isinstance(part, Polynomial):
                yield from _bound_inside(part.atoms)


def _fits(schema: Schema, entries: Sequence[Atom], facts: Facts) -> Iterator[Values]:
    """Yield values for all indices of a schema, so that its entries become the given ones."""
    patterns = [a for a in dict.fromkeys(_entries(schema.body.atoms)) if _mentions(a, schema)]
    partial: list[Values] = [{}]
    for pattern in patterns:
        more = []
        for values in partial:
            if all(i in values for i in schema.indices):
                continue
            for entry in entries:
                joined = _matched(pattern, entry, schema.indices, values)
                if joined is not None and joined != values:
                    more.append(joined)
        partial += more[:MOST_INSTANCES]
    for values in partial:
        if len(values) == len(schema.indices) and _are_in_range(values, facts):
            yield values


def _mentions(atom: Atom, schema: Schema) -> bool:
    return any(index in atom.free for index in schema.indices)


def _matched(
    pattern: Atom, entry: Atom, indices: Sequence[Symbol], values: Values
) -> Values | None:
    """Values with which the pattern becomes the entry, besides those that are set already."""
    if pattern.args[0] != entry.args[0] or len(pattern.args) != len(entry.args):
        return None
    found = dict(values)
    for own, other in zip(pattern.args[1:], entry.args[1:], strict=True):
        moving = [s for s in indices if s in own.free]
        if not moving:
            if own != other:
                return None
            continue
        t = _solved(own, other, moving[0]) if len(moving) == 1 else None
        if t is None or found.setdefault(moving[0], t) != t:
            return None
    return found


def _solved(own: Polynomial, other: Polynomial, index: Symbol) -> Polynomial | None:
    """For a subscript i + c, the value of i at which it is the other one."""
    rest = own - Polynomial.of(_symbol_atom(index))
    return None if index in rest.free else other - rest


def _symbol_atom(index: Symbol) -> Atom:
    from linebyline.proof.kernel.read import symbol_atom

    return symbol_atom(index)


def _are_in_range(values: Values, facts: Facts) -> bool:
    for index, t in values.items():
        assert index.span is not None
        first, last = (read_end(end, facts) for end in index.span)
        if not is_integer(t, facts):
            return False
        if not all(later_signs(gap, facts).is_nonnegative for gap in (t - first, last - t)):
            return False
    return True


def _instance(schema: Schema, values: Values, facts: Facts) -> Schema | None:
    from linebyline.proof.kernel.replace import replace

    put = {_symbol_atom(index): t for index, t in values.items()}
    known, facts.schemas = facts.schemas, []  # a sum is not to be replaced by itself
    try:
        with facts.without_conditions():
            facts.conditions = {}
            body = replace(schema.body, put, facts)
            if not all(c.is_needed for c in facts.conditions.values()):
                return None
    except (NotProvable, TooLarge):
        return None
    finally:
        facts.schemas = known
    return Schema(schema.sign, body, ())


class EntryRule(Mapping[Atom, Polynomial]):
    """What to put in for the entries of one array: by an equation x_i = ..., at every index.

    Attributes:
        pattern: the entry x_i.
        value: the other side, with the same indices.
    """

    def __init__(self, pattern: Atom, value: Polynomial, schema: Schema, facts: Facts) -> None:
        self.pattern, self.value, self.schema, self.facts = pattern, value, schema, facts

    def __contains__(self, atom: object) -> bool:
        return isinstance(atom, Atom) and self._values(atom) is not None

    def __getitem__(self, atom: Atom) -> Polynomial:
        from linebyline.proof.kernel.replace import replace

        values = self._values(atom)
        if values is None:
            raise KeyError(atom)
        return replace(self.value, {_symbol_atom(i): t for i, t in values.items()}, self.facts)

    def __iter__(self) -> Iterator[Atom]:
        return iter((self.pattern,))

    def __len__(self) -> int:
        return 1

    def _values(self, atom: Atom) -> Values | None:
        if atom.kind != "entry":
            return None
        found = _matched(self.pattern, atom, self.schema.indices, {})
        if found is None or len(found) != len(self.schema.indices):
            return None
        return found if _are_in_range(found, self.facts) else None


def entry_rules(facts: Facts) -> Iterator[EntryRule]:
    """Yield the assumed equations that give an entry at every index by other names."""
    for schema in facts.schemas:
        if schema.sign != "=":
            continue
        for m, c in schema.body.terms.items():
            if len(m) != 1 or m[0][1] != 1 or m[0][0].kind != "entry":
                continue
            pattern = m[0][0]
            rest = Polynomial({n: d for n, d in schema.body.terms.items() if n != m})
            is_whole = all(index in pattern.free for index in schema.indices)
            if is_whole and pattern.args[0] not in rest.free:
                yield EntryRule(pattern, rest.scaled(-1 / c), schema, facts)


def known_total(total: Polynomial, facts: Facts) -> Polynomial | None:
    """For a sum that an equation at every index gives, its value, which holds no sum."""
    atom = total.single_atom
    if atom is None or not any(s.sign == "=" for s in facts.schemas):
        return None
    for made in instances([atom], ("=",), facts):
        here = ((atom, 1),)
        rest = Polynomial({m: c for m, c in made.body.terms.items() if m != here})
        if here in made.body.terms and not any(_holds_sum(a) for a in rest.atoms):
            return rest.scaled(-1 / made.body.terms[here])
    return None


def _holds_sum(atom: Atom) -> bool:
    if atom.kind in ("sum", "product", "expect"):
        return True
    return any(_holds_sum(a) for p in atom.args if isinstance(p, Polynomial) for a in p.atoms)
