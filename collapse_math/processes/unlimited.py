"""What a generation learns with unlimited data, for processes in which it is the law that it is trained on.

An array of laws has the outcomes along its last axis but one, and the chains along the last one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

import numpy as np

from collapse_math.processes.arguments import one_of
from collapse_math.processes.draws import Array

Data = Literal["unlimited", "sample"]
Memory = Literal["replace", "accumulate"]

DRAWS = 1000
"""The size of a sample where data are limited."""


def refuse_switches(data: Data, memory: Memory) -> None:
    """Raise ValueError unless both are known.

    data      "unlimited": a generation is the law that it is trained on; "sample": it is the shares of 1000 draws
    memory    "replace": it is trained on the newest data; "accumulate": on those of all generations, equally
    """
    one_of("data", data, get_args(Data))
    one_of("memory", memory, get_args(Memory))


def trained_on(laws: Sequence[Array], memory: Memory) -> Array:
    """The law of the training data, from those of the data of each generation so far."""
    return laws[-1] if memory == "replace" else np.asarray(sum(laws) / len(laws))


def learnt(generator: np.random.Generator, laws: Array, data: Data) -> Array:
    """The law that is learnt from data with this law."""
    if data == "unlimited":
        return laws
    shares = np.moveaxis(laws, -2, -1)
    counts = generator.multinomial(DRAWS, shares / shares.sum(axis=-1, keepdims=True))
    return np.asarray(np.moveaxis(counts / DRAWS, -1, -2))
