"""The model with clusters: its bound, its prior, the names of its clusters."""

from itertools import permutations

import numpy as np
import pytest
import torch
from scipy.special import logsumexp
from sklearn.mixture import GaussianMixture

from linebyline.generative.variational_autoencoders import MixturePrior, digits
from linebyline.generative.variational_autoencoders.clustering import names_of_clusters


def draw(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


@pytest.fixture
def model():
    made = digits.build_clustering(latent=3, hidden=20)
    rng = np.random.default_rng(0)
    made.set_prior(
        MixturePrior(
            rng.dirichlet(np.ones(10)), rng.normal(size=(10, 3)), rng.uniform(0.2, 2, size=10)
        )
    )
    return made


def test_the_prior_comes_back(model):
    prior = model.prior()
    np.testing.assert_allclose(prior.probs.sum(), 1, rtol=1e-12)
    model.set_prior(prior)
    np.testing.assert_allclose(model.prior().means, prior.means, rtol=1e-6)
    np.testing.assert_allclose(model.prior().variances, prior.variances, rtol=1e-5)


def test_the_law_of_clusters_is_that_of_the_proved_formula(model):
    x = digits.bits()[0][:6]
    with torch.no_grad():
        mean, log_variance = model.encoder(x)
        found, joint = model.assignment(x), model.expected_log_joint(mean, log_variance)
    for row in range(6):
        moments = mean[row].numpy(), log_variance[row].exp().numpy()
        np.testing.assert_allclose(found[row], model.prior().assignment(*moments), atol=1e-5)
        np.testing.assert_allclose(
            joint[row], model.prior().expected_log_joint(*moments), rtol=1e-4
        )


def test_a_certain_code_has_the_responsibilities_of_scikit_learn(model):
    prior = model.prior()
    mixture = GaussianMixture(10, covariance_type="spherical")
    mixture.weights_, mixture.means_ = prior.probs, prior.means
    mixture.covariances_, mixture.precisions_cholesky_ = prior.variances, prior.variances**-0.5
    codes = np.random.default_rng(2).normal(size=(7, 3))
    with torch.no_grad():
        scores = model.expected_log_joint(torch.tensor(codes), torch.full((7, 3), -40.0))
    theirs = mixture.predict_proba(codes)
    np.testing.assert_allclose(torch.softmax(scores, -1), theirs, atol=1e-5)


def test_the_bound_is_the_average_weight_with_the_cluster_summed(model):
    x, noise = digits.bits()[0][:1], draw(4000, 3)
    prior = model.prior()
    with torch.no_grad():
        bounds = model.bound(x.expand(4000, -1), noise).numpy().astype(float)
        mean, log_variance = (part[0].double().numpy() for part in model.encoder(x))
        law = model.prior().assignment(mean, np.exp(log_variance))
        z = mean + np.exp(log_variance / 2) * noise.double().numpy()
        cost = model.decoder.log_density(torch.tensor(z).float(), x).numpy().astype(float)
    squares = ((z[:, None] - prior.means) ** 2).sum(-1) / prior.variances
    given = -0.5 * (squares + 3 * np.log(2 * np.pi * prior.variances))
    own = -0.5 * ((z - mean) ** 2 / np.exp(log_variance) + log_variance + np.log(2 * np.pi)).sum(1)
    weights = cost - own + (given + np.log(prior.probs) - np.log(law)) @ law
    error = np.std(weights - bounds) / 4000**0.5
    assert abs((weights - bounds).mean()) < 4 * error
    evidence = logsumexp(logsumexp(given + np.log(prior.probs), axis=1) + cost - own) - np.log(4000)
    assert bounds.mean() < evidence


def test_one_standard_cluster_is_the_plain_model():
    model = digits.build_clustering()
    x, noise = digits.bits()[0][:5], draw(5, model.latent_size)
    plain = digits.VariationalAutoencoder(model.encoder, model.decoder)
    with torch.no_grad():
        torch.testing.assert_close(model.bound(x, noise), plain.bound(x, noise))


def test_labels_are_refused(model):
    x, y = digits.bits()
    with pytest.raises(ValueError, match="y must be None"):
        model.bound(x[:5], draw(5, 3), y[:5])


def test_clusters_get_the_names_that_most_samples_bear():
    clusters = np.array([0, 0, 0, 1, 1, 2, 2])
    labels = np.array([2, 2, 1, 2, 0, 1, 1])
    # The best single naming of cluster 1 would be 2 or 0; 2 is taken by cluster 0.
    assert names_of_clusters(clusters, labels, 3).tolist() == [2, 0, 1]


def test_the_names_are_the_best_of_all_permutations():
    rng = np.random.default_rng(1)
    clusters, labels = rng.integers(0, 5, 200), rng.integers(0, 5, 200)
    best = max(np.sum(np.array(names)[clusters] == labels) for names in permutations(range(5)))
    named = names_of_clusters(clusters, labels, 5)
    assert np.sum(named[clusters] == labels) == best
