"""Fit a normal law to data, draw new data from the fit, and repeat: the simplest recursive training.

Generation 0 is the truth, a mean and a variance.  Refit number t + 1 does two things:

    draw    n points from the present model:    x_i = M_t + sqrt(V_t) z_i
    fit     their mean and their variance:      M_{t+1} = mean of x,   V_{t+1} = sum (x_i - M_{t+1})^2 / n

so that generation 1 is fitted to real data and every later one to the output of its predecessor.  Each
assumption in these two lines is a switch of `GaussianChain`: the divisor, the law of the draws, their
independence, their variance, what data are kept, whether new draws are new, how many there are.

One thing is not as in the two lines, for the sake of floating point.  Variances shrink without end, and
x_i = M_t + sqrt(V_t) z_i forgets its second term once V_t < 1e-32 M_t^2 (with two points, after some 35
generations).  So a chain carries log V_t and fits in the unit of the present model,
(x_i - M_t) / sqrt(V_t) = z_i.  The tests hold this to the two lines, point by point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, law_of_truth, numbers_of_run, real_number, whole_number
from collapse_math.processes.draws import (
    Array,
    Dependence,
    Law,
    Randomness,
    standardised_draws,
)

Matching = Literal["matched", "inflated"]
Memory = Literal["replace", "accumulate"]
Sizes = Literal["constant", "growing"]

INFLATION = 1.1
"""Standard deviation of a draw over that of the model it comes from, when the two do not match."""


@dataclass(frozen=True)
class GaussianChain:
    """Many independent chains of refitted normal laws.

    points        n, points per generation, at least 2
    generations   t, number of refits, at least 1
    chains        number of independent chains, at least 1
    mean          mean of the truth, generation 0, in (unit of x)
    variance      variance of the truth, in (unit of x)^2, greater than 0

    and one switch for each assumption, the standard setting first:

    divisor       what the sum of squares is divided by: "n" (maximum likelihood), "n-1" (unbiased), a number
                  c > 0, the same at every generation, or "varying": n at the first, third, fifth refit and
                  so on, n - 1 at the others; n counts all the points of the fit
    draws         law of the draws, "gaussian", "uniform", "laplace" or "student", with the same variance
    dependence    "independent", or "correlated": the draws of one generation have a part in common
    matching      "matched", or "inflated": draws have 1.1 times the standard deviation of the model they
                  come from, the truth included
    memory        "replace": fit the newest points only; "accumulate": fit all points since generation 1
    randomness    "fresh", or "reused": every generation starts from the same seed, so draws repeat
    sizes         "constant", or "growing": refit number t draws n t points

    These are the settings of B1-B9 and B12-B14 of the catalogue, and with kept data of C1-C3.
    Raises ValueError for an argument out of range.
    """

    points: int
    generations: int
    chains: int
    mean: float = 0.0
    variance: float = 1.0
    divisor: Literal["n", "n-1", "varying"] | float = "n"
    draws: Law = "gaussian"
    dependence: Dependence = "independent"
    matching: Matching = "matched"
    memory: Memory = "replace"
    randomness: Randomness = "fresh"
    sizes: Sizes = "constant"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("points", self.points, at_least=2, because="one point has no variance; draw more")
        numbers_of_run(self.generations, self.chains)
        law_of_truth(self.mean, self.variance)
        if self.divisor not in ("n", "n-1", "varying"):
            real_number("divisor", self.divisor, above=0, because='give "n", "n-1", "varying" or a positive number')
        known_words(self)

    def run(self, generator: np.random.Generator) -> GaussianRun:
        """Run all chains; the same state of `generator` gives the same run.

        Raises FloatingPointError if a chain leaves the range of floating point, which takes a divisor so
        small that variances grow beyond 1e600; it never returns an infinity or a nan.
        """
        means = np.empty((self.generations + 1, self.chains))
        log_variances = np.empty_like(means)
        scaled_mean_steps = np.empty((self.generations, self.chains))
        means[0], log_variances[0] = self.mean, math.log(self.variance)
        seed = generator.bit_generator.state
        buffer = np.empty((0, self.chains))
        kept = 0  # earlier points that are still in the fit
        for t in range(self.generations):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            points = self.points * (t + 1) if self.sizes == "growing" else self.points
            if len(buffer) != points:
                buffer = np.empty((points, self.chains))
            with np.errstate(over="raise", divide="raise", invalid="raise"):
                step, growth = self._refit(self._draw(generator, buffer), kept, t)
                scaled_mean_steps[t] = step
                means[t + 1] = means[t] + np.exp(log_variances[t] / 2) * step
                log_variances[t + 1] = log_variances[t] + np.log(growth)
            kept = kept + points if self.memory == "accumulate" else 0
        return GaussianRun(self, means, log_variances, scaled_mean_steps)

    def _draw(self, generator: np.random.Generator, buffer: Array) -> Array:
        """Draw (x_i - M_t) / sqrt(V_t) into `buffer`, of shape (points, chains)."""
        draws = standardised_draws(generator, buffer.shape, self.draws, self.dependence, out=buffer)
        if self.matching == "inflated":
            draws *= INFLATION
        return draws

    def _refit(self, draws: Array, kept: int, t: int) -> tuple[Array, Array]:
        """Fit mean and variance of generation t + 1, in the unit of the present model; uses up `draws`.

        Returns (M_{t+1} - M_t) / sqrt(V_t) and V_{t+1} / V_t, of shape (chains,).  `kept` earlier points
        belong to the fit too.  The present model is the fit to just those points, so in its unit they have
        mean 0 and, as its variance is their sum of squares over the divisor, the divisor for their sum of
        squares.
        """
        new = len(draws)
        mean = draws.mean(axis=0)
        draws -= mean
        squares = np.einsum("ic,ic->c", draws, draws)
        if kept:
            # Sums of squares about two means add up to that about the common mean, with a term between them.
            squares = squares + self._divide_by(kept, t) + mean**2 * kept * new / (kept + new)
            mean = mean * new / (kept + new)
        return mean, squares / self._divide_by(kept + new, t + 1)

    def _divide_by(self, points: int, t: int) -> float:
        """What the sum of squares of generation t, fitted to this many points, is divided by."""
        if isinstance(self.divisor, str):
            whole = self.divisor == "n" or (self.divisor == "varying" and t % 2 == 1)
            return points if whole else points - 1
        return self.divisor


@dataclass(frozen=True, eq=False)
class GaussianRun:
    """What the chains did.

    chain               the `GaussianChain` that was run
    means               M_t, shape (generations + 1, chains), in (unit of x); row 0 is the truth
    log_variances       log V_t, natural logarithm, the same shape; row 0 is the truth
    scaled_mean_steps   (M_{t+1} - M_t) / sqrt(V_t), shape (generations, chains), no unit.  Kept as they were
                        drawn: two stored means no longer differ once sqrt(V_t) < 1e-16 M_t.
    """

    chain: GaussianChain
    means: Array
    log_variances: Array
    scaled_mean_steps: Array

    @property
    def variances(self) -> Array:
        """V_t, shape (generations + 1, chains), in (unit of x)^2; zero once it is below 1e-323."""
        return np.exp(self.log_variances)

    @property
    def squared_variances(self) -> Array:
        """V_t^2, shape (generations + 1, chains), in (unit of x)^4."""
        return np.exp(2 * self.log_variances)

    @property
    def variances_times_logs(self) -> Array:
        """V_t log V_t, shape (generations + 1, chains), with the natural logarithm of V_t in (unit of x)^2."""
        return np.asarray(self.variances * self.log_variances)

    @property
    def inverse_variances(self) -> Array:
        """1/V_t, shape (generations + 1, chains), in 1/(unit of x)^2; infinite where it is beyond 1e308."""
        with np.errstate(over="ignore"):
            return np.exp(-self.log_variances)

    @property
    def standard_deviations(self) -> Array:
        """sqrt(V_t), shape (generations + 1, chains), in (unit of x)."""
        return np.exp(self.log_variances / 2)

    @property
    def refit_ratios(self) -> Array:
        """V_{t+1} / V_t, shape (generations, chains), no unit; right at any t, however small V_t is."""
        return np.exp(np.diff(self.log_variances, axis=0))

    @property
    def squared_drifts(self) -> Array:
        """(M_t - M_0)^2, shape (generations + 1, chains), in (unit of x)^2."""
        return np.asarray((self.means - self.means[0]) ** 2)

    @property
    def distances_of_draws(self) -> Array:
        """V_t + (M_t - M_0)^2, shape (generations + 1, chains), in (unit of x)^2.

        The mean squared distance from the mean of the truth of a draw from fit t.
        """
        return np.asarray(self.variances + self.squared_drifts)

    @property
    def drifts_times_variances(self) -> Array:
        """(M_t - M_0) V_t, shape (generations + 1, chains), in (unit of x)^3."""
        return np.asarray((self.means - self.means[0]) * self.variances)

    @property
    def squared_drifts_times_variances(self) -> Array:
        """(M_t - M_0)^2 V_t, shape (generations + 1, chains), in (unit of x)^4."""
        return np.asarray(self.squared_drifts * self.variances)

    @property
    def fourth_powers_of_drifts(self) -> Array:
        """(M_t - M_0)^4, shape (generations + 1, chains), in (unit of x)^4."""
        return np.asarray(self.squared_drifts**2)

    @property
    def path_lengths(self) -> Array:
        """|M_1 - M_0| + ... + |M_t - M_{t-1}|, shape (generations + 1, chains), in (unit of x)."""
        lengths = np.zeros_like(self.means)
        steps = self.standard_deviations[:-1] * np.abs(self.scaled_mean_steps)
        np.cumsum(steps, axis=0, out=lengths[1:])
        return lengths

    @property
    def squared_wasserstein_distances(self) -> Array:
        """Squared 2-Wasserstein distance to the truth, shape (generations + 1, chains), in (unit of x)^2."""
        return squared_wasserstein_distance(self.means, self.log_variances, self.means[0], self.log_variances[0])

    @property
    def divergences_of_fit_from_truth(self) -> Array:
        """Kullback-Leibler divergence KL(fit || truth) in nats, shape (generations + 1, chains)."""
        return kullback_leibler_divergence(self.means, self.log_variances, self.means[0], self.log_variances[0])

    @property
    def divergences_of_truth_from_fit(self) -> Array:
        """Kullback-Leibler divergence KL(truth || fit) in nats, shape (generations + 1, chains).

        Infinite where it is beyond 1e308, as happens for a variance below about 1e-308 of the true one.
        """
        with np.errstate(over="ignore"):
            return kullback_leibler_divergence(self.means[0], self.log_variances[0], self.means, self.log_variances)


def squared_wasserstein_distance(
    mean: Array, log_variance: Array, other_mean: Array, other_log_variance: Array
) -> Array:
    """Squared 2-Wasserstein distance of two normal laws, in (unit of x)^2; arguments broadcast.

    The least mean squared distance at which one can be moved to the other.  On the line the quantiles are
    matched, m + s z with m' + s' z for the same z, which leaves (m - m')^2 + (s - s')^2.
    """
    gap = np.exp(log_variance / 2) - np.exp(other_log_variance / 2)
    return np.asarray((mean - other_mean) ** 2 + gap**2)


def kullback_leibler_divergence(
    mean: Array, log_variance: Array, other_mean: Array, other_log_variance: Array
) -> Array:
    """KL(N(mean, variance) || N(other_mean, other_variance)) in nats; arguments broadcast.

    The mean of log(p/q) under p, which for normal p and q is half of v/v' - 1 - log(v/v') + (m - m')^2 / v'.
    """
    log_ratio = log_variance - other_log_variance
    scaled_gap = (mean - other_mean) * np.exp(-other_log_variance / 2)
    return np.asarray((np.expm1(log_ratio) - log_ratio + scaled_gap**2) / 2)
