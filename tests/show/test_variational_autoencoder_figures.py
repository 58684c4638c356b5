"""The figures of generative/variational_autoencoders: they fit a page, their numbers are right."""

import numpy as np
import pytest
import torch
from scipy import integrate, stats
from tests.show.conftest import assert_steady, sweep, values

from linebyline.generative.variational_autoencoders import digits
from linebyline.show import Slider, explore, frames
from linebyline.show.scene import Cells, Label, Polygon, Polyline
from linebyline.show.variational_autoencoders import (
    bound_terms,
    clusters,
    plane,
    workflow,
)

FRAMED = {
    "bound_terms": explore(bound_terms, m=Slider(-0.4, 2.4, 28), sigma=Slider(0.3, 1.3, 20)),
    "clusters": explore(clusters, c=Slider(0, 9, 9)),
    "plane": explore(plane, a=Slider(-3, 3, 20), b=Slider(-3, 3, 20)),
    "workflow": explore(workflow, first=Slider(-3, 3, 12), second=Slider(-3, 3, 12)),
}


@pytest.mark.parametrize("name", FRAMED)
def test_the_picture_does_not_jump_and_says_what_it_shows(name):
    assert_steady(FRAMED[name], most=200)


@pytest.mark.parametrize("name", FRAMED)
def test_a_page_can_carry_all_frames(name):
    assert 0 < len(FRAMED[name].packed_frames()) <= min(100_000, frames.MOST_BYTES)


def test_the_bars_are_those_of_quadrature_and_stay_in_the_window():
    shown = values(bound_terms(0.2, 1.2))

    def cost(z):
        return -stats.norm.logpdf(1.5, z, np.sqrt(0.5)) * stats.norm.pdf(z, 0.2, 1.2)

    np.testing.assert_allclose(
        shown["picture: reconstruction cost"], integrate.quad(cost, -12, 12)[0], rtol=1e-7
    )
    evidence = stats.norm.logpdf(1.5, 0, np.sqrt(1.5))
    np.testing.assert_allclose(shown["−log p(x)"], -evidence, rtol=1e-12)
    np.testing.assert_allclose(shown["−ELBO"] - shown["gap"], -evidence, rtol=1e-12)
    for at in sweep(FRAMED["bound_terms"], most=200):
        scene = bound_terms(**at)
        heights = [y for m in scene.marks if isinstance(m, Polyline) for _, y in m.points]
        assert max(heights) < scene.window[3]


def test_the_stacked_bars_reach_from_zero_to_minus_the_bound():
    for at in sweep(FRAMED["bound_terms"], most=40):
        scene = bound_terms(**at)
        shown = values(scene)
        lower, upper = [m for m in scene.marks if isinstance(m, Polygon)][-2:]
        spans = [sorted({y for _, y in mark.points}) for mark in (lower, upper)]
        np.testing.assert_allclose(
            spans,
            [[0, shown["picture: reconstruction cost"]],
             [shown["picture: reconstruction cost"], shown["−ELBO"]]],
            rtol=1e-12, atol=1e-12,
        )  # fmt: skip


def test_no_encoder_has_a_lower_cost_than_the_posterior():
    gaps = [bound_terms(**at).readouts[3].value for at in sweep(FRAMED["bound_terms"], most=700)]
    assert min(gaps) >= 0
    assert bound_terms(1.0, 1 / np.sqrt(3)).readouts[3].value < 1e-12


def test_every_digit_is_written_in_the_plane_and_none_over_another():
    written = [m for m in plane().marks if isinstance(m, Label) and m.text.isdigit()]
    assert {m.text for m in written} == set("0123456789")
    places = np.array([m.at for m in written])
    gaps = np.abs(places[:, None] - places)[~np.eye(len(written), dtype=bool)]
    assert (gaps >= [0.4, 0.65]).any(axis=1).all()


def test_the_picture_is_the_decoders():
    model = digits.shipped("vae_plane")
    with torch.no_grad():
        probs = torch.sigmoid(model.decode(torch.tensor([[0.5, -1.0]]))).reshape(8, 8).numpy()
    (cells,) = (mark for mark in plane(0.5, -1.0).marks if isinstance(mark, Cells))
    np.testing.assert_allclose(cells.shares, probs, atol=0.0051)


def test_without_noise_the_code_is_the_mean():
    model = digits.shipped("vae_plane")
    scene = workflow(0.0, 0.0)
    picture = next(mark for mark in scene.marks if isinstance(mark, Cells))
    x = torch.tensor(picture.shares).reshape(1, 64)
    with torch.no_grad():
        mean, log_variance = model.encode(x)
    z = [readout.value for readout in scene.readouts[:2]]
    np.testing.assert_allclose(z, mean[0].numpy(), rtol=1e-5)
    moved = [readout.value for readout in workflow(2.0, 0.0).readouts[:2]]
    deviation = np.exp(log_variance[0, 0].item() / 2)
    np.testing.assert_allclose(moved[0] - z[0], 2 * deviation, rtol=1e-5)


def test_all_held_out_digits_are_in_one_of_the_clusters():
    shown = [{r.label: r.value for r in clusters(c).readouts} for c in range(10)]
    assert sum(row["held-out digits in it"] for row in shown) == 297
    np.testing.assert_allclose(sum(row["probability of the cluster"] for row in shown), 1)


def test_the_chosen_cluster_is_framed_and_its_draws_are_its_own():
    model = digits.shipped_clustering()
    with torch.no_grad():
        middle = torch.sigmoid(model.decoder(model.means[7])).reshape(8, 8).numpy()
    cells = [mark for mark in clusters(7).marks if isinstance(mark, Cells)]
    np.testing.assert_allclose(cells[7].shares, middle, atol=0.0051)
    framed = [m for m in clusters(7).marks if isinstance(m, Polyline) and m.role == "accent"]
    assert [mark.points[0] for mark in framed] == [cells[7].low]
    assert [c.shares for c in cells[:10]] == [
        m.shares for m in clusters(2).marks if isinstance(m, Cells)
    ][:10]
    assert cells[10:] != [m for m in clusters(2).marks if isinstance(m, Cells)][10:]
