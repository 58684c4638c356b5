r"""Signs of polynomials by z3's decision procedure for nonlinear real arithmetic.

The question put is whether the opposite can hold together with what is known; only the answer
"unsatisfiable" is used, and only if what is known alone is satisfiable. Steps are limited by
z3's own count, not by time, so the answer is the same on every machine. Where z3 is not installed,
nothing is decided here.
"""

from __future__ import annotations

from typing import Any

from linebyline.proof.kernel.atom_signs import atom_signs
from linebyline.proof.kernel.budget import spend
from linebyline.proof.kernel.factor import clear_denominators
from linebyline.proof.kernel.facts import Facts, NotProvable
from linebyline.proof.kernel.polynomial import Atom, Polynomial, TooLarge
from linebyline.proof.kernel.sign_sets import Signs
from linebyline.proof.kernel.signs import facts_about, is_real
from linebyline.proof.kernel.zero_test import settled

STEPS = 1_000_000  # of the solver's own count
_COUNT = "rlimit count"
_STEPS_FOR_ONE = 25  # so many of the solver's count as one of the kernel's
MOST_TERMS = 30
MOST_ATOMS = 7
LARGEST_DEGREE = 8
LARGEST_DEGREE_OF_FACTS = 4
LONGEST_NUMBER = 40  # bits

_answers = 0


def forget_answers() -> None:
    """Start counting anew."""
    global _answers
    _answers = 0


def has_answered() -> bool:
    """Whether the solver has decided anything since: what rests on it must name it."""
    return _answers > 0


def sign_by_z3(p: Polynomial, is_strict: bool, facts: Facts) -> bool:
    """Whether z3 shows p > 0, or p >= 0 if not ``is_strict``."""
    try:
        import z3
    except ImportError:
        return False
    if not is_real(p, facts):
        return False
    try:
        return _ask(z3, _without_denominators(p, facts), is_strict, facts)
    except (NotProvable, TooLarge):
        return False


def _ask(z3: Any, goal: Polynomial, is_strict: bool, facts: Facts) -> bool:
    global _answers
    known = [(f, s) for f, s in facts_about(goal, facts) if is_real(f, facts)]
    known = [(f, s) for f, s in known if _is_small(f, LARGEST_DEGREE_OF_FACTS)]
    if len(goal.atoms) > MOST_ATOMS or not _is_small(goal, LARGEST_DEGREE):
        return False
    question = _Question(z3, facts)
    try:
        decided = _is_decided(question, goal, is_strict, known, facts)
    finally:
        spend(question.steps() // _STEPS_FOR_ONE)
    _answers += decided
    return decided


def _is_decided(
    question: _Question,
    goal: Polynomial,
    is_strict: bool,
    known: list[tuple[Polynomial, bool]],
    facts: Facts,
) -> bool:
    target = question.term(goal)
    for f, strict in known:
        question.assume(f, strict)
    for equation in facts.equations:
        question.assume_zero(equation)
    z3 = question.z3
    if question.solver.check() != z3.sat:
        return False
    question.solver.add(target <= 0 if is_strict else target < 0)
    return bool(question.solver.check() == z3.unsat)


def _without_denominators(p: Polynomial, facts: Facts) -> Polynomial:
    """Multiply p by its denominators, turned so that the sign stays.

    Raises:
        NotProvable: if the sign of a denominator is not known.
    """
    cleared, bottom = clear_denominators(p)
    for atom, e in bottom.items():
        known = atom_signs(atom, facts)
        is_even = isinstance(e, int) and e % 2 == 0
        if is_even and known.is_real:
            continue
        if known.is_negative and isinstance(e, int):
            cleared = -cleared
        elif not known.is_positive:
            raise NotProvable("a denominator of unknown sign")
    return cleared


def _is_small(p: Polynomial, degree: int) -> bool:
    """Whether the solver may be asked about p: its own step count does not bound large cases."""
    if len(p.terms) > MOST_TERMS:
        return False
    return all(
        sum(e for _, e in m) <= degree
        and max(abs(int(c.p)), int(c.q)).bit_length() <= LONGEST_NUMBER
        for m, c in p.terms.items()
    )


class _Question:
    """A solver with a variable for each atom; it remembers nothing of other questions."""

    def __init__(self, z3: Any, facts: Facts) -> None:
        self.z3 = z3
        self.facts = facts
        self.context = z3.Context()
        self.solver = z3.Tactic("qfnra-nlsat", ctx=self.context).solver()
        self.solver.set("rlimit", STEPS)
        self.variables: dict[Atom, Any] = {}

    def steps(self) -> int:
        """The solver's own count so far; the same everywhere, for nothing came before."""
        found = self.solver.statistics()
        names = [found[position][0] for position in range(len(found))]
        return int(found.get_key_value(_COUNT)) if _COUNT in names else 0

    def term(self, p: Polynomial) -> Any:
        """Return p as a term of the solver.

        Raises:
            NotProvable: if an exponent is not a whole number >= 0, or an atom not known to be real.
        """
        terms = []
        for m, c in p.terms.items():
            factors = [self.z3.RealVal(str(c), self.context)]
            for atom, e in m:
                if not isinstance(e, int) or e < 0:
                    raise NotProvable("the solver takes polynomials")
                factors += [self._variable(atom)] * e
            terms.append(self.z3.Product(*factors) if len(factors) > 1 else factors[0])
        return self.z3.Sum(terms) if terms else self.z3.RealVal(0, self.context)

    def assume(self, f: Polynomial, is_strict: bool) -> None:
        """Add a known inequality, if it is a polynomial in atoms that occur."""
        if not set(f.atoms) & set(self.variables):
            return
        try:
            value = self.term(f)
        except NotProvable:
            return
        self.solver.add(value > 0 if is_strict else value >= 0)

    def assume_zero(self, f: Polynomial) -> None:
        """Add a known equation."""
        try:
            cleared = settled(f, self.facts)
            if not _is_small(cleared, LARGEST_DEGREE_OF_FACTS):
                return
            if set(cleared.atoms) & set(self.variables) and is_real(cleared, self.facts):
                self.solver.add(self.term(cleared) == 0)
        except (NotProvable, TooLarge):
            return

    def _variable(self, atom: Atom) -> Any:
        if atom not in self.variables:
            known = atom_signs(atom, self.facts)
            if not known.is_real:
                raise NotProvable("the solver takes real numbers")
            variable = self.z3.Real(f"v{len(self.variables)}", self.context)
            self.variables[atom] = variable
            self._add_sign(variable, known)
        return self.variables[atom]

    def _add_sign(self, variable: Any, signs: Signs) -> None:
        if signs.is_positive:
            self.solver.add(variable > 0)
        elif signs.is_negative:
            self.solver.add(variable < 0)
        elif signs.is_nonnegative:
            self.solver.add(variable >= 0)
        elif signs.is_nonpositive:
            self.solver.add(variable <= 0)
        elif signs.is_nonzero:
            self.solver.add(variable != 0)
