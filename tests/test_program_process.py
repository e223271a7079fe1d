"""The process of two programs does literally what it says."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from collapse_math.processes import ProgramChain


@pytest.mark.parametrize("choice", ["penalised", "likelihood"])
def test_a_run_is_its_two_lines(choice: Any) -> None:
    chain = ProgramChain(tosses=12, generations=6, chains=40, penalty=1.5, bias=0.25, choice=choice)
    run = chain.run(np.random.default_rng(5))
    rng = np.random.default_rng(5)
    present = [1] * 40
    never = [1] * 40
    for t in range(1, 7):
        heads = rng.binomial(12, [0.25 if program else 0.5 for program in present])
        ratio = [0.25**h * 0.75 ** (12 - h) / 0.5**12 for h in heads]
        price = math.exp(1.5) if choice == "penalised" else 1
        present = [int(r > price) for r in ratio]
        never = [a * b for a, b in zip(never, present, strict=True)]
        assert run.complex_chosen[t].tolist() == present
        assert run.never_lost[t].tolist() == never
    assert 0 < run.complex_chosen[1:].mean() < 1


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tosses": 0}, "tosses must be"),
        ({"generations": 0}, "generations must be"),
        ({"chains": 0}, "chains must be"),
        ({"penalty": math.inf}, "penalty must be"),
        ({"bias": 0.5}, "bias must lie"),
        ({"bias": 1.0}, "bias must lie"),
        ({"choice": "odd"}, "choice must be one of"),
    ],
)
def test_arguments_out_of_range_are_refused(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        ProgramChain(**{"tosses": 3, "generations": 1, "chains": 2, "penalty": 1.0, **changes})
