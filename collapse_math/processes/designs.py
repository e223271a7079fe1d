"""Carry out a described loop of regressions, outcome by outcome: give rows outcomes, keep some, fit, and repeat.

The description is a `DesignLoop`; everything it says is done to arrays of outcomes.  A store has rows of inputs and an
array of outcomes, of shape (rows, chains); a fit is least squares on the rows of some stores, with a further row of
inputs sqrt(penalty) and the outcome 0 for each coefficient.  Nothing here knows what any of it does to an expectation.

Outcomes are kept in their own unit.  So once s_t < 1e-16 |x'b_t| a fit forgets its noise; for chains that long there
is `processes.RegressionChain`, which cannot carry out any loop but its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from collapse_math.designs import Design, DesignLoop, LeastSquares, Outcomes
from collapse_math.processes.arguments import known_words, whole_number
from collapse_math.processes.draws import Array, Dependence, Law, standardised_draws


@dataclass(frozen=True)
class DesignProcess:
    """Many independent chains of one loop of regressions.

    loop         what is done at every generation
    chains       number of independent chains, at least 1
    draws        law of the noise, "gaussian", "uniform", "laplace" or "student"
    dependence   "independent", or "correlated": the noise of the outcomes of one step has a part in common

    Raises ValueError for an argument out of range.
    """

    loop: DesignLoop
    chains: int
    draws: Law = "gaussian"
    dependence: Dependence = "independent"

    def __post_init__(self) -> None:
        """Refuse arguments out of range."""
        whole_number("chains", self.chains, at_least=1, because="ask for one chain or more")
        known_words(self)

    def run(self, generator: np.random.Generator) -> DesignRun:
        """Run all chains; the same state of `generator` gives the same run.

        Raises ValueError if the rows of a fit do not determine its coefficients.
        """
        coefficients = [np.repeat(np.array([[float(one)] for one in self.loop.truth]), self.chains, axis=1)]
        variances = [np.full(self.chains, float(self.loop.noise_variance))]
        risks = [np.zeros(self.chains)]
        stores: dict[str, tuple[Array, Array]] = {}
        for t, generation in enumerate(self.loop.generations, start=1):
            for step in generation.steps:
                rows = _inputs(step.design)
                outcomes = self._outcomes(step, rows, coefficients, variances, generator)
                if step.store in stores:
                    kept_rows, kept_outcomes = stores[step.store]
                    rows, outcomes = np.concatenate([kept_rows, rows]), np.concatenate([kept_outcomes, outcomes])
                stores[step.store] = rows, outcomes
            fitted, variance, risk = self._fit(generation.fit, stores, coefficients[0], t)
            coefficients.append(fitted)
            variances.append(variance)
            risks.append(risk)
            for store in generation.emptied:
                del stores[store]
        return DesignRun(self, np.array(coefficients), np.array(variances), np.array(risks))

    def _outcomes(
        self,
        step: Outcomes,
        rows: Array,
        coefficients: list[Array],
        variances: list[Array],
        generator: np.random.Generator,
    ) -> Array:
        """Outcomes of shape (rows, chains): averages of those by each fit, with noise of their own."""
        outcomes = np.zeros((len(rows), self.chains))
        for share, fit in step.shares:
            noise = standardised_draws(generator, (len(rows), self.chains), self.draws, self.dependence)
            outcomes += float(share) * (rows @ coefficients[fit] + np.sqrt(variances[fit]) * noise)
        return outcomes

    def _fit(
        self, fit: LeastSquares, stores: dict[str, tuple[Array, Array]], truth: Array, t: int
    ) -> tuple[Array, Array, Array]:
        """Coefficients (columns, chains), noise variances (chains,) and errors on the rows (chains,)."""
        used = [(*stores[store], np.full(len(stores[store][0]), float(weight))) for store, weight in fit.weights]
        rows, outcomes, weights = (np.concatenate(parts) for parts in zip(*used, strict=True))
        roots = np.sqrt(weights)[:, np.newaxis]
        penalty = np.diag([float(one) ** 0.5 for one in fit.penalties(self.loop.columns)])
        left = np.concatenate([roots * rows, penalty])
        right = np.concatenate([roots * outcomes, np.zeros((self.loop.columns, self.chains))])
        fitted, _, rank, _ = np.linalg.lstsq(left, right)
        if rank < self.loop.columns:
            raise ValueError(f"generation {t}: the rows of the fit must determine all coefficients: give more rows")
        squares = weights @ (outcomes - rows @ fitted) ** 2
        variance = np.full(self.chains, float(self.loop.noise_variance) if fit.noise == "known" else 0.0)
        if fit.noise == "n":
            variance = squares / weights.sum()
        elif fit.noise == "n-d":
            variance = squares / (weights.sum() - self.loop.columns)
        elif not isinstance(fit.noise, str):
            variance = squares / float(fit.noise)
        return fitted, variance, weights @ (rows @ (fitted - truth)) ** 2 / weights.sum()


@dataclass(frozen=True, eq=False)
class DesignRun:
    """What the chains did; row 0 is the truth.

    process           the `DesignProcess` that was run
    coefficients      b_t, shape (generations + 1, columns, chains), in (unit of y)/(unit of x)
    noise_variances   s_t^2, shape (generations + 1, chains), in (unit of y)^2: of the noise on outcomes fit t makes
    in_sample_risks   mean of (x'(b_t - beta))^2 over the rows of fit t, each with its weight, the same shape
    """

    process: DesignProcess
    coefficients: Array
    noise_variances: Array
    in_sample_risks: Array

    def risks(self, new_rows: Design) -> Array:
        """Mean of (x'(b_t - beta))^2 over new rows x, shape (generations + 1, chains), in (unit of y)^2."""
        errors = _inputs(new_rows) @ (self.coefficients - self.coefficients[0])
        return np.asarray((errors**2).mean(axis=1))


def _inputs(design: Design) -> Array:
    return np.array([[float(value) for value in row] for row in design.rows])
