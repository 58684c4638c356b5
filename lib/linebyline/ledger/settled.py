"""A settled claim as a cell shows it, with its evidence beside it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Protocol

from linebyline.ledger.claims import claim
from linebyline.ledger.evidence import MIME, Behaviour, Evidence


class Shown(Protocol):
    """What can show itself in a notebook."""

    def _repr_html_(self) -> str: ...

    def _repr_latex_(self) -> str: ...


@dataclass(frozen=True, repr=False)
class Settled:
    """Claims that were settled, and what they rest on.

    Attributes:
        evidence: what they rest on.
        data: the same as JSON, as it is stored in the notebook.
        checks: the derivations of the right forms.
        printed: the refuted form in print, if it is a formula.
        above: names of more derivations that the page has shown before.
    """

    evidence: Evidence
    data: Mapping[str, Any]
    checks: Sequence[Shown]
    printed: Shown | None = None
    above: Sequence[str] = ()

    def __repr__(self) -> str:
        parts = [*self._printed_text(), *(repr(check) for check in self.checks)]
        parts += [f"shown above: {'; '.join(self.above)}"] if self.above else []
        parts += [f"- {behaviour.says}" for behaviour in self.evidence.behaviours]
        parts += filter(None, (self.evidence.argued, self.evidence.reason))
        standing = self.evidence.standing
        for claim_id in self.evidence.claims:
            parts.append(f"settles {claim_id}: {standing.word} {standing.mark}")
        return "\n".join(parts)

    def _printed_text(self) -> list[str]:
        if self.printed is not None:
            return ["as printed:", repr(self.printed), "as it should be:"]
        wrong = self.evidence.printed_behaviours
        return ["as printed:", *(f"- {b.says}" for b in wrong), "as it should be:"] if wrong else []

    def _repr_mimebundle_(
        self, include: Iterable[str] = (), exclude: Iterable[str] = ()
    ) -> dict[str, Any]:
        bundle = {
            "text/plain": repr(self),
            "text/html": self._repr_html_(),
            "text/latex": self._repr_latex_(),
            MIME: self.data,
        }
        # An output without formulas has no LaTeX form.
        return {mime: content for mime, content in bundle.items() if content}

    def _repr_latex_(self) -> str:
        shown = [self.printed] if self.printed is not None else []
        return "\n\n".join(item._repr_latex_() for item in [*shown, *self.checks])

    def _repr_html_(self) -> str:
        anchors = "".join(f'<span id="{escape(item)}"></span>' for item in self.evidence.claims)
        standing = self.evidence.standing
        badges = ", ".join(self._badge(item) for item in self.evidence.claims)
        return (
            f'<div class="settled">{anchors}{self._printed_html()}'
            + "".join(check._repr_html_() for check in self.checks)
            + _paragraph(f"Shown above: {'; '.join(self.above)}." if self.above else "")
            + _list_html(self.evidence.behaviours)
            + _paragraph(self.evidence.argued)
            + _paragraph(self.evidence.reason)
            + f'<p class="settled-claims">Settles {badges}: '
            + f'<span class="standing" data-standing="{standing.name}" '
            + f'title="{escape(standing.meaning)}">{standing.mark} {standing.word}</span></p></div>'
        )

    def _printed_html(self) -> str:
        wrong = _list_html(self.evidence.printed_behaviours)
        if self.printed is not None:
            wrong = self.printed._repr_html_() + wrong
        if not wrong:
            return ""
        label = '<p class="settled-label">{}</p>'
        return (
            f'<div class="settled-printed">{label.format("As printed")}{wrong}</div>'
            + label.format("As it should be")
        )

    def _badge(self, claim_id: str) -> str:
        """Name a claim; the site turns it into a link to its row in the ledger."""
        return (
            f'<a class="claim-badge" data-ledger-claim="{escape(claim_id)}" '
            f'title="{escape(claim(claim_id).says)}">{escape(claim_id)}</a>'
        )


def _list_html(behaviours: Sequence[Behaviour]) -> str:
    items = "".join(
        f"<li>{_words(b.says)}{f' <small>({_words(b.detail)})</small>' if b.detail else ''}</li>"
        for b in behaviours
    )
    return f'<ul class="settled-behaviours">{items}</ul>' if items else ""


def _paragraph(text: str) -> str:
    return f"<p>{_words(text)}</p>" if text else ""


def _words(text: str) -> str:
    """Words with TeX between dollar signs, for a notebook's MathJax, and code between backticks."""
    with_code = re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))
    return re.sub(r"\$([^$]+)\$", r"\\(\1\\)", with_code)
