"""The derivations of the tests' gallery, built and timed."""

import importlib
import pkgutil
from collections.abc import Sequence

from tests.proof import gallery
from tests.proof.gallery.catalog import EXHIBITS, Exhibit

from linebyline.proof import ContradictionError, Derivation, LineError, LineRefuted, LineUndecided

_BROKEN = (LineRefuted, LineUndecided, LineError, ContradictionError)


def exhibits() -> Sequence[Exhibit]:
    """Return all derivations of the gallery, in the order of their modules."""
    for module in sorted(found.name for found in pkgutil.iter_modules(gallery.__path__)):
        importlib.import_module(f"{gallery.__name__}.{module}")
    return EXHIBITS


def build(chosen: Sequence[Exhibit]) -> tuple[dict[str, Derivation], dict[str, str]]:
    """Return the derivations by name, and beside them what went wrong with the others."""
    built: dict[str, Derivation] = {}
    broken: dict[str, str] = {}
    for exhibit in chosen:
        try:
            built[exhibit.name] = exhibit.build()
        except _BROKEN as error:
            broken[exhibit.name] = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
    return built, broken
