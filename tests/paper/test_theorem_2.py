"""The counterexamples to theorem 2, once more: all outcomes of two draws, and entropies by the definition."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest


def entropy(law: tuple[float, ...]) -> float:
    return -math.fsum(share * math.log(share) for share in law if share > 0)


def resampled(law: tuple[float, ...], draws: int) -> list[tuple[float, tuple[float, ...]]]:
    """Every empirical law of so many draws, with its probability."""
    found = []
    for sample in product(range(len(law)), repeat=draws):
        counts = tuple(sample.count(token) / draws for token in range(len(law)))
        found.append((math.prod(law[token] for token in sample), counts))
    return found


def test_no_loss_of_a_hundredth_with_a_rare_token() -> None:
    law = (1 / 1000, 999 / 1000)
    after = math.fsum(p * entropy(counts) for p, counts in resampled(law, 2))
    assert after == pytest.approx(0.00138490806687)
    assert after > entropy(law) - 1 / 100


@pytest.mark.parametrize("loss", [1.0, 0.1, 1e-3, 1e-6])
def test_for_every_loss_there_is_a_law_with_less_entropy(loss: float) -> None:
    rare = (loss / 2) ** 2
    assert entropy((rare, 1 - rare)) < loss


def test_an_empirical_law_can_have_more_entropy() -> None:
    law = (0.1, 0.9)
    more = [p for p, counts in resampled(law, 2) if entropy(counts) > entropy(law)]
    assert math.fsum(more) == pytest.approx(0.18)


def test_a_token_that_is_no_mode_can_be_the_last() -> None:
    """The chain of two draws from (0.1, 0.9), followed until one token is left, by its transition matrix."""
    transition = np.array(
        [[math.comb(2, k) * (i / 2) ** k * (1 - i / 2) ** (2 - k) for k in range(3)] for i in range(3)]
    )
    start = np.array([0.81, 0.18, 0.01])
    assert (start @ np.linalg.matrix_power(transition, 200))[2] == pytest.approx(0.1)
