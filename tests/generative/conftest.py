"""What the tests of models share."""

import pytest


@pytest.fixture
def one_thread():
    """Torch on one thread, and afterwards on as many as before."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)
