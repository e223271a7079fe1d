"""Fit a normal law in several dimensions to data, draw new data from the fit, and repeat.

Generation 0 is the truth, a mean vector and a covariance matrix.  Refit number t + 1 does two things:

    draw    n points from the present model:    x_i = mu_t + A_t z_i,   where A_t A_t' = Sigma_t
    fit     their mean and their covariances:   mu_{t+1} = mean of x,   Sigma_{t+1} = sum (x_i - mu)(x_i - mu)' / n

The coordinates of z_i are standardised draws, independent of each other.  Any A_t will do for normal draws; here it
is a product of triangular factors or, where there are no more points than dimensions, of symmetric roots, for then
the fitted covariance is singular.

As in one dimension (processes.gaussian) a chain fits in the unit of the present model, z_i = A_t^-1 (x_i - mu_t),
where the fitted covariance is S_{t+1}, and goes on with A_{t+1} = A_t times a root of S_{t+1}.  The determinant of
Sigma_{t+1} is that of Sigma_t times that of S_{t+1}, which is far from singular however flat Sigma_{t+1} may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from collapse_math.processes.arguments import known_words, numbers_of_run, real_number, whole_number
from collapse_math.processes.draws import (
    Array,
    Dependence,
    Law,
    Randomness,
    standardised_draws,
)
from collapse_math.processes.gaussian import INFLATION, Matching, Memory, Sizes

Matrix = tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class MultivariateChain:
    """Many independent chains of refitted normal laws in several dimensions.

    points        n, points per generation, at least 2
    dimensions    d, coordinates of a point, at least 1
    generations   t, number of refits, at least 1
    chains        number of independent chains, at least 1
    mean          of the truth, d numbers in (unit of x); 0 if left out
    covariance    of the truth, d rows of d numbers in (unit of x)^2, symmetric and positive definite; if left out,
                  the coordinates are independent with variance 1

    and one switch for each assumption, the standard setting first, as in `GaussianChain`:

    divisor       "n" (maximum likelihood), "n-1" (unbiased), a number c > 0, or "varying": n at the first, third,
                  fifth refit and so on, n - 1 at the others; n counts all the points of the fit
    draws         law of the coordinates of z, "gaussian", "uniform", "laplace" or "student"
    dependence    "independent", or "correlated": the points of one generation have a part in common
    matching      "matched", or "inflated": draws have 1.1 times the standard deviations of the model they come from
    memory        "replace": fit the newest points only; "accumulate": fit all points since generation 1
    randomness    "fresh", or "reused": every generation starts from the same seed, so draws repeat
    sizes         "constant", or "growing": refit number t draws n t points

    These are the settings of F1-F7, C4 and Z3 of the catalogue.  Raises ValueError for an argument out of range.
    """

    points: int
    dimensions: int
    generations: int
    chains: int
    mean: tuple[float, ...] | None = None
    covariance: Matrix | None = None
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
        whole_number("dimensions", self.dimensions, at_least=1, because="a point has one coordinate or more")
        numbers_of_run(self.generations, self.chains)
        if self.divisor not in ("n", "n-1", "varying"):
            real_number("divisor", self.divisor, above=0, because='give "n", "n-1", "varying" or a positive number')
        known_words(self)
        if self.centre.shape != (self.dimensions,):
            raise ValueError(f"mean must be {self.dimensions} numbers, not {self.mean}: give one for each dimension")
        if self.truth.shape != (self.dimensions, self.dimensions) or not np.array_equal(self.truth, self.truth.T):
            raise ValueError(
                f"covariance must be {self.dimensions} rows of {self.dimensions} numbers, symmetric, not "
                f"{self.covariance}: give one row for each dimension"
            )
        if np.linalg.eigvalsh(self.truth)[0] <= 0:
            raise ValueError(
                f"covariance must be positive definite, not {self.covariance}: the truth must have a spread to lose"
            )

    @property
    def centre(self) -> Array:
        """The mean of the truth."""
        return np.zeros(self.dimensions) if self.mean is None else np.array(self.mean, dtype=float)

    @property
    def truth(self) -> Array:
        """The covariance matrix of the truth."""
        return np.eye(self.dimensions) if self.covariance is None else np.array(self.covariance, dtype=float)

    def run(self, generator: np.random.Generator) -> MultivariateRun:
        """Run all chains; the same state of `generator` gives the same run.

        Raises FloatingPointError if a chain leaves the range of floating point.
        """
        locations = [np.broadcast_to(self.centre, (self.chains, self.dimensions))]
        factors = [np.broadcast_to(np.linalg.cholesky(self.truth), (self.chains, self.dimensions, self.dimensions))]
        log_ratios = []
        seed = generator.bit_generator.state
        kept = 0  # earlier points that are still in the fit
        for t in range(self.generations):
            if self.randomness == "reused":
                generator.bit_generator.state = seed
            points = self.points * (t + 1) if self.sizes == "growing" else self.points
            with np.errstate(over="raise", divide="raise", invalid="raise"):
                step, fitted = self._refit(self._draw(generator, points), kept, t)
                locations.append(locations[-1] + np.einsum("cij,cj->ci", factors[-1], step))
                factors.append(factors[-1] @ self._root(fitted, kept + points))
            flat = kept + points <= self.dimensions
            log_ratios.append(np.full(self.chains, -np.inf) if flat else np.linalg.slogdet(fitted)[1])
            kept = kept + points if self.memory == "accumulate" else 0
        return MultivariateRun(self, np.array(locations), np.array(factors), np.array(log_ratios))

    def _draw(self, generator: np.random.Generator, points: int) -> Array:
        """Draw A_t^-1 (x_i - mu_t), of shape (points, dimensions, chains)."""
        shape = (points, self.dimensions * self.chains)
        draws = standardised_draws(generator, shape, self.draws, self.dependence)
        if self.matching == "inflated":
            draws *= INFLATION
        return draws.reshape(points, self.dimensions, self.chains)

    def _refit(self, draws: Array, kept: int, t: int) -> tuple[Array, Array]:
        """Fit mean and covariance of generation t + 1, in the unit of the present model.

        Returns shapes (chains, dimensions) and (chains, dimensions, dimensions).  `kept` earlier points belong to the
        fit too.  The present model is the fit to just those points, so in its unit they have mean 0 and, as its
        covariance is their sum of products over the divisor, the divisor times 1 for their sum of products.
        """
        new = len(draws)
        mean = draws.mean(axis=0)
        deviations = draws - mean
        products = np.einsum("pic,pjc->cij", deviations, deviations)
        if kept:
            # Sums of products about two means add up to that about the common mean, with a term between them.
            between = np.einsum("ic,jc->cij", mean, mean) * kept * new / (kept + new)
            products += self._divide_by(kept, t) * np.eye(self.dimensions) + between
            mean = mean * new / (kept + new)
        return mean.T, products / self._divide_by(kept + new, t + 1)

    def _root(self, fitted: Array, points: int) -> Array:
        """A root of each fitted covariance: triangular or, where it is singular, symmetric."""
        if points > self.dimensions:
            return np.asarray(np.linalg.cholesky(fitted))
        values, vectors = np.linalg.eigh(fitted)
        roots = np.sqrt(np.where(values > ZERO_EIGENVALUE, values, 0))
        return np.asarray((vectors * roots[:, None, :]) @ vectors.transpose(0, 2, 1))

    def _divide_by(self, points: int, t: int) -> float:
        """What the sum of products of generation t, fitted to this many points, is divided by."""
        if isinstance(self.divisor, str):
            whole = self.divisor == "n" or (self.divisor == "varying" and t % 2 == 1)
            return points if whole else points - 1
        return self.divisor


ZERO_EIGENVALUE = 1e-12
"""Eigenvalues of a fitted covariance, in the unit of the present model, below which they are rounding errors."""


@dataclass(frozen=True, eq=False)
class MultivariateRun:
    """What the chains did.

    chain        the `MultivariateChain` that was run
    locations    mu_t, shape (generations + 1, chains, dimensions), in (unit of x); row 0 is the truth
    factors      A_t with A_t A_t' = Sigma_t, shape (generations + 1, chains, dimensions, dimensions)
    log_ratios   log det Sigma_{t+1} - log det Sigma_t, shape (generations, chains), minus infinity where it is singular
    """

    chain: MultivariateChain
    locations: Array
    factors: Array
    log_ratios: Array

    @cached_property
    def matrices(self) -> Array:
        """Sigma_t, shape (generations + 1, chains, dimensions, dimensions), in (unit of x)^2."""
        return np.asarray(self.factors @ self.factors.swapaxes(-1, -2))

    @cached_property
    def inverses(self) -> Array:
        """Sigma_t^-1, shape (generations + 1, chains, dimensions, dimensions), in 1/(unit of x)^2."""
        roots = np.linalg.inv(self.factors)
        return np.asarray(roots.swapaxes(-1, -2) @ roots)

    @property
    def drifts(self) -> Array:
        """mu_t - mu_0, shape (generations + 1, chains, dimensions), in (unit of x)."""
        return np.asarray(self.locations - self.locations[0])

    # All statistics below have the shape (generations + 1, chains), unless they say otherwise.

    @property
    def means(self) -> Array:
        """The first coordinate of the mean, in (unit of x)."""
        return np.asarray(self.locations[..., 0])

    @property
    def variances(self) -> Array:
        """The variance of the first coordinate, in (unit of x)^2."""
        return np.asarray(self.matrices[..., 0, 0])

    @property
    def covariances(self) -> Array:
        """The covariance of the first two coordinates, in (unit of x)^2."""
        return np.asarray(self.matrices[..., 0, 1])

    @property
    def squared_drifts(self) -> Array:
        """The squared distance of the first coordinate of the mean from the truth, in (unit of x)^2."""
        return np.asarray(self.drifts[..., 0] ** 2)

    @property
    def products_of_drifts(self) -> Array:
        """The product of the distances of the first two coordinates of the mean from the truth, in (unit of x)^2."""
        return np.asarray(self.drifts[..., 0] * self.drifts[..., 1])

    @property
    def products_of_draws(self) -> Array:
        """The mean product of the first two coordinates of a draw from fit t, about the truth, in (unit of x)^2."""
        return self.covariances + self.products_of_drifts

    @property
    def log_determinants(self) -> Array:
        """log det Sigma_t, natural logarithm; right however flat Sigma_t is."""
        start = np.full((1, self.chain.chains), np.linalg.slogdet(self.chain.truth)[1])
        return np.cumsum(np.concatenate([start, self.log_ratios]), axis=0)

    @property
    def determinants(self) -> Array:
        """det Sigma_t, in (unit of x)^(2 d)."""
        return np.exp(self.log_determinants)

    @property
    def determinants_of_two(self) -> Array:
        """The determinant of the covariances of the first two coordinates, in (unit of x)^4."""
        return np.asarray(np.linalg.det(self.matrices[..., :2, :2]))

    @property
    def inverse_entries(self) -> Array:
        """The first diagonal entry of Sigma_t^-1, in 1/(unit of x)^2."""
        return np.asarray(self.inverses[..., 0, 0])

    @property
    def ratios_of_inverse_entries(self) -> Array:
        """That of Sigma_t over that of Sigma_{t+1}, shape (generations, chains), no unit."""
        return np.asarray(self.inverse_entries[:-1] / self.inverse_entries[1:])

    @property
    def squared_traces(self) -> Array:
        """(tr Sigma_t)^2, in (unit of x)^4."""
        return np.asarray(np.trace(self.matrices, axis1=-2, axis2=-1) ** 2)

    @property
    def traces_of_squares(self) -> Array:
        """tr Sigma_t^2, in (unit of x)^4."""
        return np.asarray(np.einsum("tcij,tcji->tc", self.matrices, self.matrices))

    @property
    def spectra(self) -> Array:
        """The eigenvalues of Sigma_t, largest first, shape (generations + 1, chains, dimensions), in (unit of x)^2."""
        return np.asarray(np.linalg.svd(self.factors, compute_uv=False) ** 2)

    @property
    def ranks(self) -> Array:
        """The number of eigenvalues of Sigma_t that are no rounding errors beside the largest."""
        spectra = self.spectra
        return np.asarray((spectra > ZERO_EIGENVALUE * spectra[..., :1]).sum(axis=-1).astype(float))

    @property
    def divergences_of_fit_from_truth(self) -> Array:
        """Kullback-Leibler divergence KL(fit || truth) in nats."""
        root = np.linalg.inv(np.linalg.cholesky(self.chain.truth))
        spread = ((root @ self.factors) ** 2).sum(axis=(-2, -1))
        drift = ((self.drifts @ root.T) ** 2).sum(axis=-1)
        fallen = self.log_determinants[0] - self.log_determinants
        return np.asarray((spread + drift - self.chain.dimensions + fallen) / 2)

    @property
    def divergences_of_truth_from_fit(self) -> Array:
        """Kullback-Leibler divergence KL(truth || fit) in nats."""
        spread = np.einsum("tcij,ji->tc", self.inverses, self.chain.truth)
        drift = np.einsum("tci,tcij,tcj->tc", self.drifts, self.inverses, self.drifts)
        fallen = self.log_determinants[0] - self.log_determinants
        return np.asarray((spread + drift - self.chain.dimensions - fallen) / 2)

    @property
    def squared_wasserstein_distances(self) -> Array:
        """Squared 2-Wasserstein distance of fit and truth, in (unit of x)^2.

        The best way to move one normal law to another leaves |mu - mu_0|^2 + tr Sigma + tr Sigma_0 less twice the sum
        of the singular values of A_0' A_t.
        """
        overlap = np.linalg.svd(np.linalg.cholesky(self.chain.truth).T @ self.factors, compute_uv=False).sum(axis=-1)
        spread = np.trace(self.matrices, axis1=-2, axis2=-1) + np.trace(self.chain.truth)
        return np.asarray((self.drifts**2).sum(axis=-1) + spread - 2 * overlap)
