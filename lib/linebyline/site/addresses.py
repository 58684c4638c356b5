"""Stable addresses inside a page: every derivation and each of its lines has one."""

import re

_DERIVATION = re.compile(
    r'<section class="derivation" data-label="(?P<label>[^"]+)".*?</section>', re.DOTALL
)
_LINE = re.compile(r'<li class="derivation-line"')


def with_addresses(html: str) -> str:
    """Return a page in which derivations have ids: `law-of-cosines`, and `law-of-cosines-2`.

    The second is that of the second line. A label that is taken, by a heading or by the same
    derivation shown before, keeps its first place.
    """
    taken = set(re.findall(r'\bid="([^"]+)"', html))

    def addressed(match: re.Match[str]) -> str:
        label = match["label"]
        if label in taken:
            return match[0]
        taken.add(label)
        numbers = iter(range(1, match[0].count("</li>") + 1))
        named = match[0].replace('class="derivation"', f'class="derivation" id="{label}"', 1)
        return _LINE.sub(lambda line: f'{line[0]} id="{label}-{next(numbers)}"', named)

    return _DERIVATION.sub(addressed, html)
