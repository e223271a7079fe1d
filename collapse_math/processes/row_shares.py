"""Put normal rows together, of which some are synthetic, and see what share of all the synthetic ones make.

With A_s = X'X for n_s rows and A for these and n_r more, the share is the matrix B = A^(-1/2) A_s A^(-1/2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, whole_number
from collapse_math.processes.draws import Array

Design = Literal["fresh", "fixed"]


@dataclass(frozen=True)
class RowShareChain:
    """Many independent pairs of designs.

    real_rows, synthetic_rows   n_r and n_s, at least 1 each, and together at least as many as columns
    columns                     d, at least 2
    chains                      number of pairs, at least 1
    generations                 how often new rows are drawn, at least 1

    and the switch

    design      "fresh": each row is standard normal; "fixed": the rows are the same in all pairs

    Raises ValueError for an argument out of range.
    """

    real_rows: int
    synthetic_rows: int
    columns: int
    chains: int
    generations: int = 1
    design: Design = "fresh"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("real_rows", self.real_rows, at_least=1, because="take one real row or more")
        whole_number("synthetic_rows", self.synthetic_rows, at_least=1, because="take one synthetic row or more")
        whole_number("columns", self.columns, at_least=2, because="the share has two entries in a row or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one pair or more")
        whole_number("generations", self.generations, at_least=1, because="draw once or more")
        if self.real_rows + self.synthetic_rows < self.columns:
            raise ValueError(f"columns must be at most the number of all rows, not {self.columns!r}: take more rows")
        known_words(self)

    def run(self, generator: np.random.Generator) -> RowShareRun:
        """Draw all pairs; the same state of `generator` gives the same run."""
        shape = (self.generations, 1 if self.design == "fixed" else self.chains)
        rows = generator.standard_normal((*shape, self.synthetic_rows + self.real_rows, self.columns))
        synthetic = rows[..., : self.synthetic_rows, :]
        part, whole = (np.swapaxes(some, -1, -2) @ some for some in (synthetic, rows))
        values, vectors = np.linalg.eigh(whole)
        root = vectors / np.sqrt(values)[..., None, :] @ np.swapaxes(vectors, -1, -2)
        shares = root @ part @ root
        return RowShareRun(self, np.broadcast_to(shares, (self.generations, self.chains, self.columns, self.columns)))


@dataclass(frozen=True, eq=False)
class RowShareRun:
    """The shares.

    chain    the `RowShareChain` that was run
    shares   B, shape (generations, chains, columns, columns)

    Statistics have the shape (generations, chains) and no unit.
    """

    chain: RowShareChain
    shares: Array

    @property
    def squared_entries(self) -> Array:
        """The square of the first diagonal entry."""
        return np.asarray(self.shares[..., 0, 0] ** 2)

    @property
    def squared_mixed_entries(self) -> Array:
        """The square of the entry beside it."""
        return np.asarray(self.shares[..., 0, 1] ** 2)

    @property
    def determinants(self) -> Array:
        """The determinant of the first two rows and columns."""
        return np.asarray(self.shares[..., 0, 0] * self.shares[..., 1, 1] - self.shares[..., 0, 1] ** 2)

    @property
    def differences_of_squares(self) -> Array:
        """The square of the first diagonal entry less that of the entry beside it."""
        return np.asarray(self.squared_entries - self.squared_mixed_entries)
