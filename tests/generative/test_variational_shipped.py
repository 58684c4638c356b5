"""What the autoencoders reach, as shipped, on digits that they were not trained on."""

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.naive_bayes import BernoulliNB

from linebyline.generative import shipped
from linebyline.generative.variational_autoencoders import digits
from linebyline.generative.variational_autoencoders.clustering import names_of_clusters
from linebyline.generative.variational_autoencoders.training import (
    cluster_accuracy,
    held_out_bound,
    likeliest_labels,
)

pytestmark = pytest.mark.usefixtures("one_thread")
NAMES = [*digits.BUILDERS, "vae_clusters"]
# In nats: L_1 and L_200 of the held-out digits.
BOUNDS = {
    "vae_plane": (-20.53, -20.07),
    "vae_importance": (-22.47, -19.85),
    "vae_convolutional": (-18.84, -17.71),
    "vae_labels": (-16.49, -16.08),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_a_model_reaches_its_bound(name):
    model = digits.shipped(name)
    reached = held_out_bound(model), held_out_bound(model, 200)
    np.testing.assert_allclose(reached, BOUNDS[name], rtol=0, atol=0.03)


def test_an_untrained_model_is_far_below():
    assert held_out_bound(digits.build()) < -40


def test_training_on_many_draws_gives_a_better_model_with_a_worse_encoder():
    plain, tight = digits.shipped("vae_plane"), digits.shipped("vae_importance")
    assert held_out_bound(tight, 200) > held_out_bound(plain, 200) + 0.1
    assert held_out_bound(tight) < held_out_bound(plain) - 1.5


def test_the_model_with_labels_reads_digits_better_than_naive_bayes():
    (seen, names), (x, y) = digits.seen(), digits.held_out()
    found = (likeliest_labels(digits.shipped("vae_labels"), x) == y).float().mean().item()
    assert found > 0.87
    assert found > BernoulliNB().fit(seen, names).score(x, y) + 0.04


def test_the_clusters_are_about_as_good_as_those_of_k_means():
    (seen, names), (x, y) = digits.seen(), digits.held_out()
    model = digits.shipped_clustering()
    assert held_out_bound(model) > -18.5
    means = KMeans(10, n_init=5, random_state=0).fit(seen.numpy())
    named = names_of_clusters(means.labels_, names.numpy(), 10)[means.predict(x.numpy())]
    accuracy = cluster_accuracy(model)
    assert 0.68 < accuracy < 0.74
    assert abs(accuracy - np.mean(named == y.numpy())) < 0.04


def test_labels_in_disorder_are_not_found():
    x, y = digits.held_out()
    found = likeliest_labels(digits.shipped("vae_labels"), x.roll(1, dims=1), draws=2)
    assert (found == y).float().mean() < 0.8


def test_all_autoencoders_together_stay_within_their_share():
    sizes = [(shipped.WEIGHTS / f"{name}.safetensors").stat().st_size for name in NAMES]
    assert sum(sizes) <= 900_000


def test_a_name_that_is_not_shipped_is_refused():
    with pytest.raises(ValueError, match="vae_plain"):
        digits.shipped("vae_plain")
