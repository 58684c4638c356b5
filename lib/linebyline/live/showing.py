"""A cell's ``settle`` in the page: it shows the checks, and settles nothing."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from linebyline.proof import Derivation


class Shown:
    """Checks side by side, the refuted print before the right forms."""

    def __init__(self, printed: Derivation | None, checks: list[Derivation], says: list[str]):
        self.printed = printed
        self.checks = checks
        self.says = says

    def _repr_html_(self) -> str:
        shown = "".join(check._repr_html_() for check in self.checks)
        shown += "".join(f"<p>{escape(words)}</p>" for words in self.says)
        if self.printed is None:
            return shown
        label = '<p class="settled-label">{}</p>'
        before = label.format("As printed") + self.printed._repr_html_()
        return before + label.format("As it should be") + shown


def settle(
    *claims_and_checks: object,
    printed: object = None,
    corrected: object = (),
    above: object = (),
    ran: Mapping[str, object] | None = None,
    defined_by: object = None,
    argued: str = "",
    prose: str = "",
) -> Shown:
    """Show the checks that settle a claim in the book.

    Raises:
        ValueError: if a behaviour did not hold.
    """
    right = (*claims_and_checks, *_items(corrected), *_items(defined_by))
    checks = [check for check in right if isinstance(check, Derivation)]
    known = [check.name for check in _items(above) if isinstance(check, Derivation)]
    failed = [says for says, seen in (ran or {}).items() if not _held(seen)]
    if failed:
        raise ValueError(f"it did not hold that {'; '.join(failed)}")
    before = f"Shown above: {'; '.join(known)}." if known else ""
    says = [*filter(None, [before]), *(ran or {}), *filter(None, [argued, prose])]
    return Shown(printed if isinstance(printed, Derivation) else None, checks, says)


def _items(several: object) -> tuple[object, ...]:
    return tuple(several) if isinstance(several, list | tuple) else (several,)


def _held(seen: object) -> bool:
    return bool(seen[0] if isinstance(seen, tuple) else seen)
