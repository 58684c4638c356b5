"""The claims are all there, each once, with the fields that the pages rely on."""

import re
import time
from collections import Counter

import pytest

from linebyline.ledger import claims as module
from linebyline.ledger.claims import (
    PARTS,
    SOURCES,
    Claim,
    chapter_names,
    claim,
    load_claims,
    source,
)

COUNTS = {
    "karaca": (134, 73),
    "liu": (88, 61),
    "hw3": (52, 20),
    "moon": (364, 158),
    "dai": (644, 219),
}
KINDS = set(module.Kind.__args__)
FAULTS = set(module.Fault.__args__)
CHECKS = {"symbolic", "finite", "numeric", "monte-carlo", "counterexample", "run", "none"}


@pytest.mark.parametrize(("name", "expected"), COUNTS.items())
def test_each_source_has_its_claims_and_errata(name: str, expected: tuple[int, int]) -> None:
    own = [c for c in load_claims() if c.source == name]
    assert (len(own), sum(c.erratum is not None for c in own)) == expected


def test_there_are_1282_claims_with_531_errata_under_unique_ids() -> None:
    everything = load_claims()
    assert len(everything) == 1282
    assert sum(c.erratum is not None for c in everything) == 531
    assert [i for i, n in Counter(c.id for c in everything).items() if n > 1] == []


def test_ids_differ_by_more_than_case_and_need_no_escaping_in_an_address() -> None:
    ids = [c.id for c in load_claims()]
    assert len({i.lower() for i in ids}) == len(ids)
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+-[A-Za-z0-9.-]+", i)] == []


def test_every_field_holds_one_of_its_words() -> None:
    for c in load_claims():
        assert c.kind in KINDS, c.id
        assert c.check in CHECKS, c.id
        assert c.says.strip(), c.id
        if c.erratum:
            assert c.erratum.fault in FAULTS, c.id
            assert c.erratum.tex_is in ("faulty", "right"), c.id


def test_equation_numbers_are_strings_as_the_source_prints_them() -> None:
    numbers = [tag for c in load_claims() for tag in c.tags]
    assert len(numbers) == 338
    assert all(isinstance(tag, str) and re.fullmatch(r"[\w.()'*-]+", tag) for tag in numbers)
    assert "2.2.10" in claim("karaca-2.2.10").tags


def test_inline_formulas_are_closed() -> None:
    for c in load_claims():
        texts = [c.says, c.answer, c.erratum.text if c.erratum else ""]
        assert all(text.count("$") % 2 == 0 for text in texts), c.id


def test_chapters_follow_the_order_of_the_parts() -> None:
    names = chapter_names()
    parts = [name.partition("/")[0] for name in names]
    assert list(dict.fromkeys(parts))[: len(PARTS)] == list(PARTS)
    assert len(names) == len(set(names)) == len({c.chapter for c in load_claims()})


def test_the_data_hold_no_verdict() -> None:
    assert {"grade", "verdict", "settled", "standing"}.isdisjoint(Claim.__slots__)


def test_all_claims_load_within_the_time_of_an_import() -> None:
    """The best of three, since other programs run on the machine too."""
    spent = []
    for _ in range(3):
        module._claims_of.cache_clear()
        start = time.process_time()
        load_claims()
        spent.append(time.process_time() - start)
    assert min(spent) < 1.0


def test_the_equations_of_a_claim_read_as_a_range() -> None:
    assert claim("karaca-2.2.18").equations == "2.2.12 to 2.2.18"
    assert claim("karaca-2.3.6").equations == "2.3.5 and 2.3.6"
    assert claim("dai-ex1").equations == ""


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ("karaca-2.2.19", r"no claim 'karaca-2.2.19'; did you mean 'karaca-2.2.18'"),
        ("karaca-2.2.15", r"equation 2.2.15 of karaca is part of 'karaca-2.2.18'"),
        ("karacca-2.2.18", r"an id begins with its source: 'karaca', 'liu'"),
        ("", r"no claim ''; an id begins with its source"),
        ("dai-???", r"the ledger page lists dai's"),
    ],
)
def test_an_unknown_id_is_refused_with_the_nearest(wrong: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        claim(wrong)


def test_an_id_that_is_no_string_is_refused() -> None:
    with pytest.raises(TypeError, match="a claim id is a string"):
        claim(2.2)  # type: ignore[arg-type]


def test_an_unknown_source_is_refused() -> None:
    assert source("hw3").title == "Homework 3"
    with pytest.raises(ValueError, match="no source 'hw4'"):
        source("hw4")


ROW = "- {id: dai-x, chapter: a/b, sec: s, kind: fact, tex: x, says: y, check: none, how: z"


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        (ROW + ", tags: [2.10]}", TypeError, "quoted strings"),
        (ROW + "}\n" + ROW + "}", ValueError, "listed twice"),
        (ROW.replace("dai-", "liu-") + "}", ValueError, "stands among those of 'dai'"),
        (ROW + ", verdict: proved}", TypeError, "verdict"),
        (ROW + ", erratum: wrong}", KeyError, "tex_is"),
    ],
)
def test_broken_data_are_refused(text: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        module._read_claims(text, "dai")


def test_every_claim_belongs_to_a_listed_source() -> None:
    assert {c.source for c in load_claims()} == {s.name for s in SOURCES}
