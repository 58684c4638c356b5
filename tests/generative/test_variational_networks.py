"""The networks of the chapter: their densities, their bound, what training reaches."""

import numpy as np
import pytest
import torch
from torch.distributions import Bernoulli, Independent, Normal

from linebyline.generative.variational_autoencoders import digits, networks

pytestmark = pytest.mark.usefixtures("one_thread")
DEVICES = ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]


def draw(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed))


def test_log_densities_agree_with_those_of_torch():
    torch.manual_seed(0)
    gaussian, bits = networks.GaussianNetwork(3, 8, 5), networks.BernoulliNetwork(3, 8, 5)
    z, x = draw(4, 3), draw(4, 5, seed=1)
    with torch.no_grad():
        mean, log_variance = gaussian(z)
        law = Independent(Normal(mean, torch.exp(log_variance / 2)), 1)
        torch.testing.assert_close(gaussian.log_density(z, x), law.log_prob(x))
        black = (x > 0).float()
        coins = Independent(Bernoulli(logits=bits(z)), 1)
        torch.testing.assert_close(bits.log_density(z, black), coins.log_prob(black))


def test_a_decoder_of_variance_one_half_pays_the_plain_squared_error():
    torch.manual_seed(0)
    decoder = networks.GaussianNetwork(3, 8, 5)
    torch.nn.init.zeros_(decoder.log_variance.weight)
    torch.nn.init.constant_(decoder.log_variance.bias, np.log(0.5))
    z, x = draw(4, 3), draw(4, 5, seed=1)
    with torch.no_grad():
        squares = ((x - decoder(z)[0]) ** 2).sum(-1) + 5 / 2 * np.log(np.pi)
        torch.testing.assert_close(-decoder.log_density(z, x), squares)


@pytest.mark.parametrize("device", DEVICES)
def test_one_weight_gives_the_bound_on_average(device):
    model, x = digits.build(seed=2).to(device), digits.bits()[0][:5].to(device)
    noise = draw(20_000, 5, 2).to(device)
    with torch.no_grad():
        weights = torch.stack([model.importance_bound(x, u[None]) for u in noise[:200]])
        pairs = [model.terms(x, u) for u in noise[:200]]
        bounds = torch.stack([rebuilt - price for rebuilt, price in pairs])
        differences = (weights - bounds).cpu()
    # Both have the same mean; they differ by a term of mean zero, the noise of the divergence.
    errors = differences.std(0) / 200**0.5
    assert (differences.mean(0).abs() < 4 * errors + 1e-6).all()


def test_gradients_pass_through_the_draw_to_the_encoder():
    model, x = digits.build(seed=2), digits.bits()[0][:5]
    rebuilt, _ = model.terms(x, draw(5, 2))
    rebuilt.sum().backward()
    assert model.encoder.log_variance.weight.grad.abs().sum() > 0
    assert model.encoder.mean.weight.grad.abs().sum() > 0


def test_training_is_reproducible_and_raises_the_bound():
    x = digits.bits()[0][:300]
    runs = [networks.fit(digits.build(seed=3), x, epochs=3, seed=4) for _ in range(2)]
    assert runs[0] == runs[1]
    assert runs[0][-1] > runs[0][0] + 5


def test_without_its_code_the_decoder_does_worse():
    model, x = digits.shipped("vae_plane"), digits.bits()[0][digits.TRAINED_ON :]
    with torch.no_grad():
        mean, _ = model.encode(x)
        own = model.decoder.log_density(mean, x).mean()
        others = model.decoder.log_density(mean.roll(1, dims=0), x).mean()
    assert own > others + 10


def test_many_draws_are_climbed_by_their_own_bound():
    model, x = digits.build(seed=3), digits.bits()[0][:300]
    noise = draw(5, 300, 2)
    torch.testing.assert_close(model.bound(x, noise), model.importance_bound(x, noise))
    rebuilt, price = model.terms(x, noise[0])
    torch.testing.assert_close(model.bound(x, noise[0]), rebuilt - price)
    history = networks.fit(model, x, epochs=3, draws=5, seed=4)
    assert history[-1] > history[0] + 5


def test_convolutions_take_any_number_of_draws_and_keep_pictures_apart():
    model, x = digits.build_convolutional(), digits.bits()[0][:6]
    codes = draw(4, 6, 8)
    with torch.no_grad():
        logits, alone = model.decode(codes), model.decode(codes[2, 5])
        torch.testing.assert_close(logits[2, 5], alone)
        mean, _ = model.encode(x)
        torch.testing.assert_close(mean[3:4], model.encode(x[3:4])[0])
    assert logits.shape == (4, 6, 64)
    assert mean.shape == (6, 8)


def test_convolutions_see_neighbours():
    encoder = digits.build_convolutional().encoder.body[:2]
    one = torch.zeros(1, 64)
    one[0, 0] = 1
    with torch.no_grad():
        touched = (encoder(one) - encoder(torch.zeros(1, 64))).abs().sum((0, 1)) > 0
    assert touched.sum() == 1  # a pixel in the corner is seen from one place only


def test_a_label_is_read_by_both_networks():
    model, (x, y) = digits.build(labels=10, seed=5), digits.bits()
    with torch.no_grad():
        one = model.terms(x[:6], draw(6, 2), y[:6])
        other = model.terms(x[:6], draw(6, 2), (y[:6] + 1) % 10)
    assert not torch.equal(one[0], other[0])
    assert not torch.equal(one[1], other[1])


def test_labels_are_asked_for_exactly_where_the_model_has_them():
    x, y = digits.bits()
    with pytest.raises(ValueError, match="10 labels"):
        digits.build(labels=10).encode(x[:2])
    with pytest.raises(ValueError, match="0 labels"):
        digits.build().encode(x[:2], y[:2])
