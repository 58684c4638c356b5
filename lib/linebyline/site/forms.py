"""The forms of a chapter's outputs: those kept in git and compared, and the others."""

COMPARED = frozenset({"text/plain", "text/latex"})

# Made anew by every build. A form that is in neither list fails the comparison, so that nothing
# goes unseen by accident.
NOT_COMPARED = (
    "text/html",
    "text/markdown",
    "image/png",
    "image/jpeg",
    "image/svg+xml",
    "application/vnd.jupyter.widget-view+json",
    "application/vnd.linebyline.derivation+json",
    "application/vnd.linebyline.evidence+json",
)
