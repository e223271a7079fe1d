"""Fit a linear regression, let it label new rows, fit the next one to these labels, and repeat.

Generation 0 is the truth: coefficients beta and a noise variance.  Refit number t + 1 does two things:

    label   the rows of X by the present model:   y = X b_t + s_t z,   z standardised noise
    fit     coefficients and noise variance:      b_{t+1} = (X'X + penalty)^-1 X'y,   RSS = |y - X b_{t+1}|^2

so that generation 1 is fitted to real labels and every later one to labels made by its predecessor.  The
switches of `RegressionChain` say what happens to X, to s_t, to old rows, and where real labels come in.

One thing is not as in the two lines, for the sake of floating point.  Where the noise variance is refitted,
s_t may shrink for ever while b_t does not, and then X b_t + s_t z forgets its noise.  There the fit is made
to (y - X b_t) / s_t = z, what the labels add to the present model: the normal equations are the same ones,
with the origin of b moved to b_t.  The tests hold this to the two lines.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, numbers_of_run, real_number, whole_number
from collapse_math.processes.draws import Array, Dependence, Law, standardised_draws
from collapse_math.processes.regression_fit import Penalties, Pool, sum_of_squares, times
from collapse_math.processes.regression_run import RegressionRun

Design = Literal["fixed", "fresh"]
Noise = Literal["known", "refit_n", "refit_n_minus_d", "none"]
Memory = Literal["replace", "accumulate"]
Randomness = Literal["fresh", "reused"]
Matching = Literal["matched", "inflated"]
Truth = Literal["linear", "curved"]
Rank = Literal["full", "deficient"]
Sizes = Literal["constant", "growing"]
Solution = Literal["unique", "shortest"]
RealData = Literal["none", "labels", "rows", "apart"]
Edits = Literal["all", "some"]

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
    sizes        "constant", or "growing": refit number t has n t rows; a fixed X is repeated t times
    solution     "unique", or "shortest": of all coefficients that fit alike the shortest, so that there may be
                 fewer rows than columns
    real_data    what later generations still see of the truth, with new noise.  "none"; "labels": each label is
                 `share` times a real one plus 1 - `share` times a synthetic one; "rows": the labels of the
                 first `real_rows` rows are real; "apart": those rows and the others are fitted each for
                 themselves, and the two fits averaged, the real one with the weight `share`
    edits        "all": every generation labels all rows anew; "some": it relabels each row with the probability
                 `edit_rate`, and the others keep the label they have
    shift        how far the first coefficient of the model that makes the synthetic labels of generation 1 is
                 off; 0 if that model is the truth

    These are the settings of the chapters on regression: E1-E16 of the catalogue.
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
    sizes: Sizes = "constant"
    solution: Solution = "unique"
    real_data: RealData = "none"
    share: float = 0.5
    real_rows: int = 0
    edits: Edits = "all"
    edit_rate: float = 1.0
    shift: float = 0.0

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        known_words(self)
        whole_number("columns", self.columns, at_least=1, because="ask for one coefficient or more")
        numbers_of_run(self.generations, self.chains)
        real_number("noise_variance", self.noise_variance, above=0, because="real labels must have noise")
        real_number("shift", self.shift, because="give 0 if labels are made by the truth at first")
        if self.penalty != 0:
            real_number("penalty", self.penalty, above=0, because="give 0 for ordinary least squares")
        self._check_rows()
        self._check_mixture()
        self._check_given()

    def _check_rows(self) -> None:
        if self.noise == "refit_n_minus_d" or (self.noise == "refit_n" and self.penalty == 0):
            fewest, because = self.columns + 1, "a fit through every label leaves no residual; give more rows"
        elif self.penalty == 0 and self.solution == "unique":
            fewest, because = self.columns, "fewer do not determine the coefficients; add rows or a penalty"
        else:
            fewest, because = 1, "a fit needs data"
        whole_number("rows", self.rows, at_least=fewest, because=because)

    def _check_mixture(self) -> None:
        for name in ("share", "edit_rate"):
            number = getattr(self, name)
            real_number(name, number, because="give a probability")
            if not 0 <= number <= 1:
                raise ValueError(f"{name} must lie between 0 and 1, not {number!r}: it is a share of labels")
        whole_number("real_rows", self.real_rows, at_least=0, because="give 0 if later rows are all synthetic")
        least = self.columns if self.real_data == "apart" else 0
        if self.real_rows > self.rows - least or (self.real_data == "apart" and self.real_rows < least):
            raise ValueError(
                f"real_rows must leave {least} or more rows for each fit, not {self.real_rows} of {self.rows}: "
                "add rows or change the number"
            )
        fixed_rows = self.design == "fixed" and self.sizes == "constant"
        if self.edits == "some" and not (fixed_rows and self.noise in ("known", "none")):
            raise ValueError('edits needs one fixed design and noise "known" or "none": rows stay where they are')

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
        if self.penalty == 0 and rank < min(self.rows, self.columns):
            raise ValueError(
                f"design_matrix must have rank {min(self.rows, self.columns)} for least squares, not {rank}: "
                "the coefficients are not determined; leave out columns or add a penalty"
            )

    def run(self, generator: np.random.Generator) -> RegressionRun:
        """Run all chains; the same state of `generator` gives the same run.

        Raises FloatingPointError if a chain leaves the range of floating point; it never returns a nan.
        """
        run = self._start(generator)
        pools = tuple(Pool(self.columns, self.chains) for _ in self._parts())
        noises: tuple[Array, Array] = (np.empty((0, 0)), np.empty((0, 0)))
        labels = np.empty((0, 0))
        with np.errstate(over="raise", divide="raise", invalid="raise"):
            for t in range(self.generations):
                design = self._design(run, t, generator)
                noises = self._noises(t, design.shape[-2], noises, generator)
                made = self._labels(run, t, design, *noises)
                if self.edits == "some" and t > 0:
                    edited = generator.random((self.chains, self.rows)) < self.edit_rate
                    made = np.where(edited, made, labels)
                labels = made
                self._refit(run, t, design, labels, pools)
        return run

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

    def _of_rank(self, design: Array) -> Array:
        """The design, its last column zero if that is asked for."""
        if self.rank == "deficient":
            design = design.copy()
            design[..., -1] = 0.0
        return design

    def _design(self, run: RegressionRun, t: int, generator: np.random.Generator) -> Array:
        """X of refit number t + 1, shape (rows, columns) or (chains, rows, columns)."""
        times_rows = t + 1 if self.sizes == "growing" else 1
        if run.design_matrix is not None:
            return np.tile(run.design_matrix, (times_rows, 1))
        return self._of_rank(generator.standard_normal((self.chains, self.rows * times_rows, self.columns)))

    def _noises(
        self, t: int, rows: int, last: tuple[Array, Array], generator: np.random.Generator
    ) -> tuple[Array, Array]:
        """z of synthetic labels and of real ones, each of shape (chains, rows); one array where no row has both."""
        if t > 0 and self.randomness == "reused":
            made = tuple(np.resize(z.T, (rows, self.chains)).T for z in last)
            return made[0], made[1]
        if t > 0 and self.noise == "none" and self.real_data == "none":
            return (np.zeros((self.chains, rows)),) * 2
        first = self._standardised(rows, generator)
        return first, self._standardised(rows, generator) if self.real_data == "labels" else first

    def _standardised(self, rows: int, generator: np.random.Generator) -> Array:
        noise = standardised_draws(generator, (rows, self.chains), self.draws, self.dependence).T
        return noise * INFLATION if self.matching == "inflated" else noise

    def _present(self, run: RegressionRun, t: int) -> tuple[Array, Array, Array]:
        """The origin of labels; b_t about it, in units of s_t; and s_t."""
        unit = np.exp(run.log_units[t] / 2)[:, np.newaxis]
        present = run.coefficients[t]
        if self.noise in ("refit_n", "refit_n_minus_d"):
            return present, np.zeros_like(present), unit
        return np.zeros_like(present), present / unit, unit

    def _labels(self, run: RegressionRun, t: int, design: Array, noise: Array, real_noise: Array) -> Array:
        """Label: y - X origin in units of s_t, shape (chains, rows)."""
        origin, model, unit = self._present(run, t)
        if t == 0 and self.shift:
            model[:, 0] += self.shift / unit[:, 0]
        bend = design[..., 0] ** 2 if self.truth == "curved" else np.zeros(design.shape[:-1])
        silent = t > 0 and self.noise == "none"
        synthetic = times(design, model) + (0.0 if silent else noise) + (bend if t == 0 else 0.0)
        if self.real_data == "none":
            return np.asarray(synthetic)
        true_unit = math.sqrt(self.noise_variance) / unit
        real = times(design, (run.coefficients[0] - origin) / unit) + true_unit * (real_noise + bend)
        if self.real_data == "labels":
            return np.asarray(self.share * real + (1 - self.share) * synthetic)
        return np.concatenate([real[:, : self.real_rows], synthetic[:, self.real_rows :]], axis=1)

    def _parts(self) -> tuple[tuple[slice, float], ...]:
        """The rows of each fit, and its weight in the average that is the next model."""
        if self.real_data == "apart":
            return (slice(None, self.real_rows), self.share), (slice(self.real_rows, None), 1 - self.share)
        return ((slice(None), 1.0),)

    def _refit(self, run: RegressionRun, t: int, design: Array, labels: Array, pools: tuple[Pool, ...]) -> None:
        """Fit: write generation t + 1 of `run`, and add the new rows to `pools` if they are kept."""
        origin, model, unit = self._present(run, t)
        penalty = np.full(self.columns, self.penalty)
        if self.rank == "deficient":
            penalty[-1] += 1.0  # no label depends on this coefficient, so that any penalty on it makes it 0
        kept_rows, rows = sum(pool.rows for pool in pools), labels.shape[1]
        rank = min(self.columns, self.rows if self.design == "fixed" else kept_rows + rows)
        penalties = Penalties(penalty, rank if self.solution == "shortest" and not self.penalty else self.columns)
        parts = self._parts()
        fit = sum(
            weight * penalties.fit(pool, design[..., part, :], labels[:, part], model, origin, unit)
            for (part, weight), pool in zip(parts, pools, strict=True)
        )
        fit = np.asarray(fit)
        step = fit - model
        squares = sum_of_squares(labels - times(design, fit))
        for pool in pools:
            squares = squares + pool.squares_after(step)
        run.coefficients[t + 1] = origin + unit * fit
        run.scaled_residual_sums_of_squares[t] = squares
        run.scaled_explained_steps[t] = sum_of_squares(times(design, step))
        error = run.coefficients[t + 1] - run.coefficients[0]
        run.in_sample_risks[t + 1] = sum_of_squares(times(design, error)) / rows
        growth = self._noise_growth(squares, kept_rows + rows)
        run.log_noise_variances[t + 1] = -np.inf if self.noise == "none" else run.log_units[t] + np.log(growth)
        if self.memory == "accumulate":
            for (part, _), pool in zip(parts, pools, strict=True):
                pool.keep(design[..., part, :], labels[:, part], fit, step, growth)

    def _noise_growth(self, squares: Array, rows: int) -> Array:
        """The next noise variance over the present one, from the residual sum of squares in units of it."""
        if self.noise == "refit_n":
            return squares / rows
        if self.noise == "refit_n_minus_d":
            return squares / (rows - self.columns)
        return np.ones_like(squares)
