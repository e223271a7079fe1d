"""The token process does literally what it says, token by token, with every switch.

A run is held to the two lines "draw" and "fit", written out for one chain at a time: each token is looked up in the
table of probabilities by its level, and tokens are counted by hand.
"""

from __future__ import annotations

import bisect
import itertools
import math
import zlib
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from collapse_math.processes import TokenChain
from collapse_math.processes.draws import standardised_draws


def literal(chain: TokenChain, seed: int) -> np.ndarray:
    """The shares after each refit, shape (generations + 1, tokens, chains)."""
    kinds = range(len(chain.shares))
    rng = np.random.default_rng(seed)
    models = [list(chain.first_model or chain.shares) for _ in range(chain.chains)]
    pools: list[Counter[int]] = [Counter() for _ in range(chain.chains)]
    history = [[list(model) for model in models]]
    for t in range(1, chain.generations + 1):
        if chain.randomness == "reused":
            rng = np.random.default_rng(seed)
        size = chain.tokens * t if chain.sizes == "growing" else chain.tokens
        shape = (size, chain.chains)
        if chain.dependence == "correlated":
            levels = norm.cdf(standardised_draws(rng, shape, "gaussian", "correlated"))
        else:
            levels = rng.random(shape)
        real = np.zeros(shape, dtype=bool)
        if chain.real == "number":
            real[: chain.real_tokens] = True
        if chain.real in ("split", "replay"):
            share = chain.real_share
            real = rng.random(shape) < (share[t - 1] if isinstance(share, tuple) else share)
        for c in range(chain.chains):
            other = history[min(t - 1, 1)][c] if chain.real == "replay" else chain.shares
            drawn: Counter[int] = Counter()
            for i in range(size):
                law = np.array(other if real[i, c] else models[c])
                if chain.sampling == "sharpened":
                    law = law**1.5 / np.sum(law**1.5)
                ends = list(itertools.accumulate(law))
                drawn[min(bisect.bisect_right(ends, levels[i, c]), len(law) - 1)] += 1
            if chain.memory == "accumulate":
                pools[c] = pools[c] + drawn
            elif chain.memory != "first" or t == 1:
                pools[c] = drawn
        added = 0.0 if chain.smoothing == "none" else chain.pseudo_count
        enlarged = np.array([[pool[k] + added for pool in pools] for k in kinds])
        if chain.smoothing == "posterior":
            enlarged = rng.standard_gamma(enlarged)
        fits = [list(column / sum(column)) for column in enlarged.T]
        if chain.memory == "steps":
            fits = [
                [(1 - chain.step) * old + chain.step * new for old, new in zip(model, fit, strict=True)]
                for model, fit in zip(models, fits, strict=True)
            ]
        models = fits
        history.append([list(model) for model in models])
    return np.moveaxis(np.array(history), 1, 2)


@settings(deadline=None, max_examples=150)
@given(
    chain=st.builds(
        TokenChain,
        tokens=st.integers(2, 6),
        generations=st.integers(1, 4),
        chains=st.integers(1, 4),
        shares=st.lists(st.integers(1, 5), min_size=1, max_size=4).map(lambda w: tuple(x / sum(w) for x in w)),
        real_tokens=st.integers(0, 2),
        real_share=st.sampled_from([0.0, 0.3, 1.0, (0.1, 0.9, 0.0, 0.5)]),
        sampling=st.sampled_from(["faithful", "sharpened"]),
        step=st.sampled_from([0.25, 1.0]),
        pseudo_count=st.sampled_from([0.5, 1.0, 2.5]),
        smoothing=st.sampled_from(["none", "additive", "posterior"]),
        dependence=st.sampled_from(["independent", "correlated"]),
        memory=st.sampled_from(["replace", "accumulate", "first", "steps"]),
        real=st.sampled_from(["none", "number", "split", "replay"]),
        randomness=st.sampled_from(["fresh", "reused"]),
        sizes=st.sampled_from(["constant", "growing"]),
    )
)
def test_a_run_is_its_two_lines(chain: TokenChain) -> None:
    seed = zlib.crc32(repr(chain).encode())
    run = chain.run(np.random.default_rng(seed))
    np.testing.assert_allclose(run.shares, literal(chain, seed), rtol=1e-12, atol=1e-12)
    np.testing.assert_allclose(run.shares.sum(axis=1), 1)


def test_statistics_are_what_they_say() -> None:
    run = TokenChain(5, 4, 300, (0.2, 0.3, 0.5)).run(np.random.default_rng(1))
    for t, c in itertools.product(range(5), range(0, 300, 7)):
        shares = run.shares[t, :, c]
        expected = {
            "first_shares": shares[0],
            "first_diversities": shares[0] * (1 - shares[0]),
            "squared_drifts": (shares[0] - 0.2) ** 2,
            "products_of_two": shares[0] * shares[1],
            "products_of_three": shares[0] * shares[1] * shares[2],
            "diversities": sum(a * b for a, b in itertools.permutations(shares, 2)),
            "changes": sum(run.shares[i, 0, c] != run.shares[i + 1, 0, c] for i in range(t)),
            "first_absent": shares[0] == 0,
            "first_alone": shares[0] == 1,
            "support_sizes": sum(shares > 0),
            "several_left": sum(shares > 0) > 1,
            "entropies": -sum(p * math.log(p) for p in shares if p > 0),
            "first_left": shares[0] < 1,
            "first_lost": 0.2 * (shares[0] == 0),
            "first_contents": shares[0] * math.log(shares[0]) if shares[0] else 0,
            "first_cross_entropies": -shares[0] * math.log(0.2),
            "refits_with_several": sum(sum(run.shares[i, :, c] > 0) > 1 for i in range(1, t + 1)),
            "absorption_times": 1 + sum(sum(run.shares[i, :, c] > 0) > 1 for i in range(1, t + 1)),
            "steps_and_diversities": shares[0] * (1 - shares[0])
            + sum((run.shares[i + 1, 0, c] - run.shares[i, 0, c]) ** 2 for i in range(t)),
        }
        for statistic, value in expected.items():
            assert getattr(run, statistic)[t, c] == pytest.approx(float(value), abs=1e-12), statistic
    assert {0.0, 1.0} <= set(run.first_absent.ravel()) | set(run.first_alone.ravel())


def test_a_loop_can_start_at_another_model() -> None:
    chain = TokenChain(3, 2, 40, (0.25, 0.75), first_model=(1.0, 0.0), real="split", real_share=0.5)
    run = chain.run(np.random.default_rng(3))
    np.testing.assert_allclose(run.shares, literal(chain, 3), rtol=1e-12, atol=1e-12)
    assert np.all(run.first_alone[0] == 1)
    assert 0 < run.first_left[1].mean() < 1


def test_a_token_that_is_gone_stays_away() -> None:
    shares = TokenChain(3, 20, 200, (0.25,) * 4).run(np.random.default_rng(2)).shares
    assert np.all(shares[1:][shares[:-1] == 0] == 0)
    assert np.all(shares[-1] * (1 - shares[-1]) < 1e-12)  # by now one is left in every chain


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tokens": 0}, "tokens must be"),
        ({"generations": 0}, "generations must be"),
        ({"chains": 0}, "chains must be"),
        ({"shares": (0.5, 0.4)}, "shares must sum to 1"),
        ({"shares": (1.0, 0.0)}, "a share must be"),
        ({"first_model": (1.0,)}, "first_model must be 2 shares"),
        ({"first_model": (1.5, -0.5)}, "first_model must be 2 shares"),
        ({"first_model": (0.5, 0.6)}, "first_model must sum to 1"),
        ({"real_tokens": -1}, "real_tokens must be"),
        ({"real_tokens": 4}, "real_tokens must be at most tokens"),
        ({"step": 0.0}, r"step must lie in \(0, 1\]"),
        ({"pseudo_count": 0.0}, "pseudo_count must be"),
        ({"real_share": 1.5}, r"real_share must lie in \[0, 1\]"),
        ({"real_share": (0.5, 1.5)}, r"real_share must lie in \[0, 1\]"),
        ({"real_share": (0.5,)}, "real_share must be one number or 2, one for each generation, not 1"),
        *(({switch: "odd"}, f"{switch} must be one of") for switch in ("sampling", "smoothing", "dependence")),
        *(({switch: "odd"}, f"{switch} must be one of") for switch in ("memory", "real", "randomness", "sizes")),
    ],
)
def test_arguments_out_of_range_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        TokenChain(**{"tokens": 3, "generations": 2, "chains": 2, "shares": (0.5, 0.5), **changes})


def test_sizes_may_be_given_one_by_one() -> None:
    """As many tokens as a sample that grows has, and no more of them than there are generations."""
    options: dict[str, Any] = {"generations": 3, "chains": 5, "shares": (0.25, 0.75)}
    listed = TokenChain((4, 8, 12), **options).run(np.random.default_rng(0))
    growing = TokenChain(4, sizes="growing", **options).run(np.random.default_rng(0))
    assert np.array_equal(listed.shares, growing.shares)
    with pytest.raises(ValueError, match="tokens must be one number or 3, not 2"):
        TokenChain((4, 8), **options)
    with pytest.raises(ValueError, match="tokens must be an integer of at least 1, not 0"):
        TokenChain((4, 0, 8), **options)
    with pytest.raises(ValueError, match="real_tokens must be at most tokens"):
        TokenChain((4, 2, 8), real="number", real_tokens=3, **options)
