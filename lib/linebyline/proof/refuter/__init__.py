"""The refuter: exact points of the declared domain, at which a false line fails.

``search`` is all that the checker needs. A relation is never called false unless exact or ball
arithmetic excludes that it holds at a point that certainly satisfies every assumption.
"""

from linebyline.proof.refuter.admissible import find_point, hardest_assumption
from linebyline.proof.refuter.search import Search, is_costly, search

__all__ = ["Search", "find_point", "hardest_assumption", "is_costly", "search"]
