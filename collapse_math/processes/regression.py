"""Fit a linear regression, let it label new rows, fit the next one to these labels, and repeat.

Generation 0 is the truth: coefficients beta and a noise variance.  Refit number t + 1 does two things:

    label   the rows of X by the present model:   y = X b_t + s_t z,   z standardised noise
    fit     coefficients and noise variance:      b_{t+1} = (X'X + penalty)^-1 X'y,   RSS = |y - X b_{t+1}|^2

so that generation 1 is fitted to real labels and every later one to labels made by its predecessor.  The
switches of `RegressionChain` say what happens to X, to s_t, and to old rows.

One thing is not as in the two lines, for the sake of floating point.  Where the noise variance is refitted,
s_t may shrink for ever while b_t does not, and then X b_t + s_t z forgets its noise.  There the fit is made
to (y - X b_t) / s_t = z, what the labels add to the present model: the normal equations are the same ones,
with the origin of b moved to b_t.  The tests hold this to the two lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from collapse_math.processes.arguments import one_of, real_number, whole_number
from collapse_math.processes.draws import DEPENDENCES, LAWS, Array, Dependence, Law, standardised_draws
from collapse_math.processes.regression_run import RegressionRun, sum_of_squares

Design = Literal["fixed", "fresh"]
Noise = Literal["known", "refit_n", "refit_n_minus_d", "none"]
Memory = Literal["replace", "accumulate"]
Randomness = Literal["fresh", "reused"]
Matching = Literal["matched", "inflated"]
Truth = Literal["linear", "curved"]
Rank = Literal["full", "deficient"]

INFLATION = 1.1
"""Standard deviation of label noise over that of the model it comes from, when the two do not match."""


@dataclass(frozen=True, eq=False)
class RegressionChain:
    """Many independent chains of refitted linear regressions.

    rows             n, rows per generation; at least d, and more than d where the noise variance is refitted
    columns          d, number of coefficients, at least 1
    generations      t, number of refits, at least 1
    chains           number of independent chains, at least 1
    noise_variance   variance of the real noise, in (unit of y)^2, greater than 0
    coefficients     beta, d numbers; ones if left out
    design_matrix    X of shape (n, d) for a fixed design; one standard normal draw if left out

    and one switch for each assumption, the standard setting first:

    design       "fixed": the same X at every generation of every chain; "fresh": new standard normal rows
    noise        the noise of later labels.  "known": it keeps the true variance; "refit_n" and
                 "refit_n_minus_d": it has the variance fitted last, RSS/n or RSS/(n - d), where n counts all
                 rows of the fit; "none": later labels are the predictions, only generation 1 has noise
    penalty      0: least squares; positive: ridge regression, minimising |y - X b|^2 + penalty |b|^2
    draws        law of the noise: "gaussian", "uniform", "laplace", "student"
    dependence   "independent", or "correlated": the noise of one generation has a part in common
    memory       "replace": fit the newest rows only; "accumulate": fit all rows since generation 1
    randomness   "fresh", or "reused": the same standardised noise at every generation
    matching     "matched", or "inflated": label noise has 1.1 times the standard deviation it should have, the
                 real noise included
    truth        "linear", or "curved": real labels also hold the square of the first input, times the standard
                 deviation of the real noise
    rank         "full", or "deficient": the last column of X is zero.  Of all coefficients that fit alike the
                 shortest are taken, so that the last one is 0

    These are the settings of E1-E7, E9 and E15 of the catalogue.
    Raises ValueError for an argument out of range.
    """

    rows: int
    columns: int
    generations: int
    chains: int
    noise_variance: float = 1.0
    coefficients: tuple[float, ...] | None = None
    design_matrix: Array | None = None
    design: Design = "fixed"
    noise: Noise = "known"
    penalty: float = 0.0
    draws: Law = "gaussian"
    dependence: Dependence = "independent"
    memory: Memory = "replace"
    randomness: Randomness = "fresh"
    matching: Matching = "matched"
    truth: Truth = "linear"
    rank: Rank = "full"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        one_of("design", self.design, get_args(Design))
        one_of("noise", self.noise, get_args(Noise))
        one_of("draws", self.draws, LAWS)
        one_of("dependence", self.dependence, DEPENDENCES)
        one_of("memory", self.memory, get_args(Memory))
        one_of("randomness", self.randomness, get_args(Randomness))
        one_of("matching", self.matching, get_args(Matching))
        one_of("truth", self.truth, get_args(Truth))
        one_of("rank", self.rank, get_args(Rank))
        whole_number("columns", self.columns, at_least=1, because="ask for one coefficient or more")
        whole_number("generations", self.generations, at_least=1, because="ask for one refit or more")
        whole_number("chains", self.chains, at_least=1, because="ask for one chain or more")
        real_number("noise_variance", self.noise_variance, above=0, because="real labels must have noise")
        if self.penalty != 0:
            real_number("penalty", self.penalty, above=0, because="give 0 for ordinary least squares")
        self._check_rows()
        self._check_given()

    def _check_rows(self) -> None:
        if self.noise == "refit_n_minus_d" or (self.noise == "refit_n" and self.penalty == 0):
            fewest, because = self.columns + 1, "a fit through every label leaves no residual; give more rows"
        elif self.penalty == 0:
            fewest, because = self.columns, "fewer do not determine the coefficients; add rows or a penalty"
        else:
            fewest, because = 1, "a fit needs data"
        whole_number("rows", self.rows, at_least=fewest, because=because)

    def _check_given(self) -> None:
        if self.coefficients is not None:
            if len(self.coefficients) != self.columns:
                raise ValueError(
                    f"coefficients must be {self.columns} numbers, one for each column, "
                    f"not {len(self.coefficients)}: change columns or coefficients"
                )
            for number in self.coefficients:
                real_number("coefficients", number, because="give finite numbers")
        if self.design_matrix is None:
            return
        if self.design != "fixed":
            raise ValueError(f'design_matrix needs design "fixed", not {self.design!r}: leave one of them out')
        if self.design_matrix.shape != (self.rows, self.columns):
            raise ValueError(
                f"design_matrix must have the shape (rows, columns) = {(self.rows, self.columns)}, "
                f"not {self.design_matrix.shape}: change the matrix or the numbers"
            )
        rank = np.linalg.matrix_rank(self.design_matrix)
        if self.penalty == 0 and rank < self.columns:
            raise ValueError(
                f"design_matrix must have rank {self.columns} for least squares, not {rank}: "
                "the coefficients are not determined; leave out columns or add a penalty"
            )

    def run(self, generator: np.random.Generator) -> RegressionRun:
        """Run all chains; the same state of `generator` gives the same run.

        Raises FloatingPointError if a chain leaves the range of floating point; it never returns a nan.
        """
        run = self._start(generator)
        pool = _Pool(self.columns, self.chains)
        noise = np.empty((0, 0))
        with np.errstate(over="raise", divide="raise", invalid="raise"):
            for t in range(self.generations):
                design = run.design_matrix
                if design is None:
                    design = self._of_rank(generator.standard_normal((self.chains, self.rows, self.columns)))
                if t > 0 and self.noise == "none":
                    noise = np.zeros_like(noise)
                elif t == 0 or self.randomness == "fresh":
                    shape = (self.rows, self.chains)
                    noise = standardised_draws(generator, shape, self.draws, self.dependence).T
                    if self.matching == "inflated":
                        noise *= INFLATION
                bend = design[..., 0] ** 2 if t == 0 and self.truth == "curved" else 0.0
                self._refit(run, t, design, noise + bend, pool)
        return run

    def _of_rank(self, design: Array) -> Array:
        """The design, its last column zero if that is asked for."""
        if self.rank == "deficient":
            design = design.copy()
            design[..., -1] = 0.0
        return design

    def _start(self, generator: np.random.Generator) -> RegressionRun:
        """A run that holds the truth, and rows still to be written."""
        design = self.design_matrix
        if design is None and self.design == "fixed":
            design = generator.standard_normal((self.rows, self.columns))
        run = RegressionRun(
            chain=self,
            design_matrix=None if design is None else self._of_rank(design),
            coefficients=np.empty((self.generations + 1, self.chains, self.columns)),
            log_noise_variances=np.empty((self.generations + 1, self.chains)),
            in_sample_risks=np.empty((self.generations + 1, self.chains)),
            scaled_residual_sums_of_squares=np.empty((self.generations, self.chains)),
            scaled_explained_steps=np.empty((self.generations, self.chains)),
        )
        run.coefficients[0] = 1.0 if self.coefficients is None else self.coefficients
        run.log_noise_variances[0] = math.log(self.noise_variance)
        run.in_sample_risks[0] = 0.0
        return run

    def _refit(self, run: RegressionRun, t: int, design: Array, noise: Array, pool: _Pool) -> None:
        """Label and fit: write generation t + 1 of `run`, and add the new rows to `pool` if they are kept.

        design   X, shape (rows, columns) or (chains, rows, columns)
        noise    z, what labels hold besides predictions, in units of s_t, shape (chains, rows)
        """
        unit = np.exp(run.log_units[t] / 2)[:, np.newaxis]
        present = run.coefficients[t]
        # Label: y - X origin, in units of s_t; `model` is b_t - origin in these units.
        if self.noise in ("refit_n", "refit_n_minus_d"):
            origin, model = present, np.zeros_like(present)
        else:
            origin, model = np.zeros_like(present), present / unit
        labels = _times(design, model) + noise
        # Fit: the normal equations of the kept rows and the new ones.
        transposed = np.swapaxes(design, -1, -2)
        gram = pool.gram + transposed @ design
        pull = pool.cross_products + _times(pool.gram, model) + _times(transposed, labels)
        penalty = np.full(self.columns, self.penalty)
        if self.rank == "deficient":
            penalty[-1] += 1.0  # no label depends on this coefficient, so that any penalty on it makes it 0
        if penalty.any():
            pull -= penalty * origin / unit
        solution = np.linalg.solve(gram + np.diag(penalty), pull[..., np.newaxis])
        fit = np.asarray(solution[..., 0], dtype=np.float64)
        step = fit - model
        squares = pool.squares_after(step) + sum_of_squares(labels - _times(design, fit))

        run.coefficients[t + 1] = origin + unit * fit
        run.scaled_residual_sums_of_squares[t] = squares
        run.scaled_explained_steps[t] = sum_of_squares(_times(design, step))
        error = run.coefficients[t + 1] - run.coefficients[0]
        run.in_sample_risks[t + 1] = sum_of_squares(_times(design, error)) / self.rows
        growth = self._noise_growth(squares, pool.rows + self.rows)
        run.log_noise_variances[t + 1] = -np.inf if self.noise == "none" else run.log_units[t] + np.log(growth)
        if self.memory == "accumulate":
            pool.rows += self.rows
            pool.cross_products += _times(transposed, noise) - _times(gram, step)
            pool.cross_products /= np.sqrt(growth)[:, np.newaxis]
            pool.squares = squares / growth
            pool.gram = gram

    def _noise_growth(self, squares: Array, rows: int) -> Array:
        """The next noise variance over the present one, from the residual sum of squares in units of it."""
        if self.noise == "refit_n":
            return squares / rows
        if self.noise == "refit_n_minus_d":
            return squares / (rows - self.columns)
        return np.ones_like(squares)


class _Pool:
    """What a fit must know of the rows kept from earlier generations: sums over them, about b_t, over s_t.

    rows             how many they are
    gram             X'X, shape (columns, columns), or (chains, columns, columns) for fresh designs
    cross_products   X'(y - X b_t) / s_t, shape (chains, columns)
    squares          |y - X b_t|^2 / s_t^2, shape (chains,)
    """

    def __init__(self, columns: int, chains: int) -> None:
        self.rows = 0
        self.gram: Array = np.zeros((columns, columns))
        self.cross_products: Array = np.zeros((chains, columns))
        self.squares: Array = np.zeros(chains)

    def squares_after(self, step: Array) -> Array:
        """|y - X b_{t+1}|^2 / s_t^2 over the kept rows, where b_{t+1} = b_t + s_t step."""
        shift = _times(self.gram, step) - 2 * self.cross_products
        return np.asarray(self.squares + np.einsum("cd,cd->c", step, shift))


def _times(matrix: Array, vectors: Array) -> Array:
    """Matrix times vector for every chain; the matrix may be the same for all."""
    # A product of matrices would start the threads of the linear algebra library for each of many small ones.
    return np.asarray(np.einsum("ij,cj->ci" if matrix.ndim == 2 else "cij,cj->ci", matrix, vectors))
