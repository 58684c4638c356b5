"""Ten clusters of codes: the picture at the middle of each, and draws from one of them."""

from functools import cache

import numpy as np
import torch

from linebyline._arguments import Array
from linebyline.generative.variational_autoencoders import digits
from linebyline.show.scene import Cells, Label, Mark, Polyline, Readout, Scene

_SIDE, _STEP = 1.6, 1.9  # of a picture, and from one to the next
_DRAWS = 12


def clusters(c: float = 0.0) -> Scene:
    """Draw what the decoder makes of the middle of each cluster, and of draws from one.

    Args:
        c: the cluster, a whole number in [0, 9].
    """
    chosen = round(c)
    pictures, counts = _pictures(), _counts()[chosen]
    marks: list[Mark] = [
        Label((_STEP * 2 + 0.8, 5.6), "middles", "guide", math=False),
        Label((_STEP * 7.1 + 0.8, 5.6), "draws", "guide", math=False),
    ]
    for k in range(10):
        marks += _picture(pictures[k, 0], k % 5, 3.2 - _STEP * (k // 5), k == chosen)
    for k in range(_DRAWS):
        marks += _picture(pictures[chosen, 1 + k], 5.6 + k % 4, 3.2 - _STEP * (k // 4), False)
    common = int(counts.argmax())
    prior = digits.shipped_clustering().prior()
    readouts = (
        Readout("probability of the cluster", float(prior.probs[chosen]), "first"),
        Readout("deviation of its codes", float(np.sqrt(prior.variances[chosen])), "first"),
        Readout("held-out digits in it", float(counts.sum()), "ink", digits=0),
        Readout("most of them are", float(common), "second", digits=0),
        Readout("namely", float(counts[common]), "second", digits=0),
    )
    alt = (
        "On the left ten blurred pictures, the decoded means of the ten clusters, the chosen one "
        "framed; on the right twelve decoded draws from the chosen cluster."
    )
    return Scene((-0.4, 18.4, -1.0, 6.2), tuple(marks), readouts, alt)


def _picture(shares: Array, column: float, bottom: float, framed: bool) -> list[Mark]:
    left = _STEP * column
    low, high = (left, bottom), (left + _SIDE, bottom + _SIDE)
    edge = (low, (high[0], low[1]), high, (low[0], high[1]), low)
    rows = tuple(tuple(float(share) for share in row) for row in shares)
    role, weight = ("accent", "bold") if framed else ("guide", "thin")
    return [Cells(low, high, rows, "first"), Polyline(edge, role, weight)]


@cache
def _pictures() -> Array:
    """Probabilities of ink (10, 13, 8, 8): each cluster's middle, then draws, in percent."""
    model = digits.shipped_clustering()
    prior = model.prior()
    noise = np.random.default_rng(0).standard_normal((_DRAWS, prior.means.shape[1]))
    spread = np.concatenate([np.zeros_like(noise[:1]), noise])
    codes = prior.means[:, None] + np.sqrt(prior.variances)[:, None, None] * spread
    with torch.no_grad():
        logits = torch.as_tensor(model.decoder(torch.as_tensor(codes).float()))
    shares = torch.sigmoid(logits).reshape(10, 1 + _DRAWS, 8, 8).numpy().astype(float)
    return np.asarray(np.round(shares, 2))


@cache
def _counts() -> Array:
    """How many held-out digits of each kind (10, 10) fall into each cluster."""
    x, y = digits.held_out()
    with torch.no_grad():
        found = digits.shipped_clustering().assignment(x).argmax(-1).numpy()
    counts = np.zeros((10, 10))
    np.add.at(counts, (found, y.numpy()), 1)
    return counts
