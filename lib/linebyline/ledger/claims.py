"""The sources' claims, as data: what each source states, where, and what is wrong in print.

The data hold no verdict. Whether a claim is right is found by running the chapters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Any, Literal

import yaml

Kind = Literal[
    "definition",
    "identity",
    "inequality",
    "theorem",
    "derivation",
    "model",
    "algorithm",
    "code",
    "example",
    "exercise",
    "fact",
    "figure",
]
Fault = Literal["math", "assumption", "notation", "ocr", "author"]


@dataclass(frozen=True, slots=True)
class Source:
    """A text whose statements the book checks.

    Attributes:
        name: short name, the first part of its claims' ids.
        author: who wrote it; empty where the source does not say.
        title: its own title.
        year: year it states; None where it states none.
    """

    name: str
    author: str
    title: str
    year: int | None


SOURCES: tuple[Source, ...] = (
    Source(
        "karaca",
        "B. Karaca",
        "Al Manifesto: Appreciation of Mathematics Underlying Machine Learning Concepts",
        2024,
    ),
    Source("liu", "A. Liu", "6.790 Notes", 2024),
    Source("hw3", "", "Homework 3", 2024),
    Source("moon", "H. C. Moon", "Deep Statistical Learning", None),
    Source("dai", "H. Dai", "Note on Machine Learning", None),
)

PARTS = (
    "linear_algebra",
    "probability",
    "regression",
    "classification",
    "kernels",
    "sampling",
    "latent",
    "networks",
    "generative",
    "science",
)


@dataclass(frozen=True, slots=True)
class Erratum:
    """What is wrong in print.

    Attributes:
        text: what is wrong, and the right statement; TeX stands between dollar signs.
        tex_is: ``faulty`` if the claim's TeX is the wrong print, ``right`` if it is corrected.
        fault: what is at fault; ``ocr`` is the scan alone, ``author`` is not told apart.
    """

    text: str
    tex_is: Literal["faulty", "right"]
    fault: Fault

    @property
    def needs_refutation(self) -> bool:
        """Whether the print is wrong mathematics, to be shown by a counterexample."""
        return self.tex_is == "faulty" and self.fault in ("math", "assumption", "author")


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of a source.

    Attributes:
        id: ``<source>-<place>``, stable.
        chapter: the book's chapter that settles it, ``part/chapter``.
        section: section of the source.
        kind: what sort of statement it is.
        tex: the statement in TeX; empty where words or a picture say it.
        says: what is claimed, under which assumptions.
        check: the kind of check that suits it.
        how: how a machine could check it.
        tags: the source's equation numbers that it covers, in order.
        steps: number of lines of a chain; None where it is no chain.
        erratum: present where the print is wrong.
        answer: an exercise's worked answer; empty otherwise.
        needs_figure: the figure that an exercise needs and the source lacks; empty otherwise.
    """

    id: str
    chapter: str
    section: str
    kind: Kind
    tex: str
    says: str
    check: str
    how: str
    tags: tuple[str, ...] = ()
    steps: int | None = None
    erratum: Erratum | None = None
    answer: str = ""
    needs_figure: str = ""

    @property
    def source(self) -> str:
        """Short name of the source."""
        return self.id.partition("-")[0]

    @property
    def equations(self) -> str:
        """The equation numbers covered, as a reader writes them: ``2.2.12 to 2.2.18``."""
        if len(self.tags) > 2:
            return f"{self.tags[0]} to {self.tags[-1]}"
        return " and ".join(self.tags)


def source(name: str) -> Source:
    """Return the source of that short name.

    Raises:
        ValueError: if there is none.
    """
    for known in SOURCES:
        if known.name == name:
            return known
    raise ValueError(f"no source {name!r}; the sources are {_listed([s.name for s in SOURCES])}")


def load_claims() -> tuple[Claim, ...]:
    """Return all claims, source by source, each in the order of its text."""
    return tuple(claim for known in SOURCES for claim in _claims_of(known.name).values())


def chapter_names() -> tuple[str, ...]:
    """Return the names of the chapters that claims belong to, in the order of the book's parts."""
    names = dict.fromkeys(claim.chapter for claim in load_claims())
    parts = {part: place for place, part in enumerate(PARTS)}
    return tuple(sorted(names, key=lambda name: parts.get(name.partition("/")[0], len(parts))))


def claim(claim_id: str) -> Claim:
    """Return the claim of that id.

    Raises:
        TypeError: if the id is no string.
        ValueError: if there is none; the message names the nearest ids.
    """
    if not isinstance(claim_id, str):
        raise TypeError(f"a claim id is a string such as 'karaca-2.2.18', got {claim_id!r}")
    name = claim_id.partition("-")[0]
    found = _claims_of(name).get(claim_id) if name in {s.name for s in SOURCES} else None
    if found is None:
        raise ValueError(f"no claim {claim_id!r}; {_suggestion(claim_id)}")
    return found


def _suggestion(claim_id: str) -> str:
    name, _, place = claim_id.partition("-")
    if name not in {s.name for s in SOURCES}:
        return f"an id begins with its source: {_listed([s.name for s in SOURCES])}"
    covering = [c.id for c in _claims_of(name).values() if place in c.tags]
    if covering:
        return f"equation {place} of {name} is part of {_listed(covering)}"
    near = get_close_matches(claim_id, _claims_of(name), n=20, cutoff=0.6)
    near.sort(key=lambda other: -_common_start(claim_id, other))
    return f"did you mean {_listed(near[:3])}?" if near else f"the ledger page lists {name}'s"


def _common_start(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _listed(names: list[str]) -> str:
    quoted = [repr(name) for name in names]
    return " or ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)


@cache
def _claims_of(name: str) -> Mapping[str, Claim]:
    text = files(__package__).joinpath("claims", f"{name}.yaml").read_text(encoding="utf-8")
    return _read_claims(text, name)


def _read_claims(text: str, name: str) -> Mapping[str, Claim]:
    claims: dict[str, Claim] = {}
    for row in yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        found = _read_claim(row)
        if found.source != name:
            raise ValueError(f"claim {found.id!r} stands among those of {name!r}")
        if found.id in claims:
            raise ValueError(f"claim {found.id!r} is listed twice")
        claims[found.id] = found
    return claims


def _read_claim(row: Mapping[str, Any]) -> Claim:
    fields = dict(row)
    erratum = None
    if "erratum" in fields:
        erratum = Erratum(
            text=fields.pop("erratum"), tex_is=fields.pop("tex_is"), fault=fields.pop("fault")
        )
    tags = tuple(fields.pop("tags", ()))
    if not all(isinstance(tag, str) for tag in tags):
        # YAML reads an unquoted 2.10 as the number 2.1.
        raise TypeError(f"equation numbers of {row['id']!r} must be quoted strings, got {tags}")
    return Claim(section=fields.pop("sec"), tags=tags, erratum=erratum, **fields)
