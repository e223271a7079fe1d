"""What chains of refitted regressions did, and what can be read from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from collapse_math.processes.draws import Array
from collapse_math.processes.regression_fit import sum_of_squares

if TYPE_CHECKING:
    from collapse_math.processes.regression import RegressionChain


@dataclass(frozen=True, eq=False)
class RegressionRun:
    """What the chains did; row 0 is the truth, and refit number t + 1 leads from row t to row t + 1.

    chain                 the `RegressionChain` that was run
    design_matrix         X of a fixed design, shape (rows, columns); None for a fresh design
    coefficients          b_t, shape (generations + 1, chains, columns), in (unit of y) over (unit of x)
    log_noise_variances   log s_t^2, the noise generation t gives its labels, shape (generations + 1, chains);
                          minus infinity from row 1 on where it gives none
    in_sample_risks       |X (b_t - beta)|^2 / n with the X that was new at generation t, in (unit of y)^2,
                          shape (generations + 1, chains)

    and of each refit, shape (generations, chains), no unit, right at any t however small s_t is (where labels
    have no noise, s_t stands for the true standard deviation of the noise):

    scaled_residual_sums_of_squares   |y - X b_{t+1}|^2 / s_t^2 over all rows of the fit
    scaled_explained_steps            |X (b_{t+1} - b_t)|^2 / s_t^2 over the new rows
    """

    chain: RegressionChain
    design_matrix: Array | None
    coefficients: Array
    log_noise_variances: Array
    in_sample_risks: Array
    scaled_residual_sums_of_squares: Array
    scaled_explained_steps: Array

    @property
    def log_units(self) -> Array:
        """Logarithm of the variance that a refit is scaled by, shape (generations + 1, chains)."""
        if self.chain.noise == "none":
            return np.broadcast_to(self.log_noise_variances[0], self.log_noise_variances.shape)
        return self.log_noise_variances

    @property
    def noise_variances(self) -> Array:
        """s_t^2, shape (generations + 1, chains), in (unit of y)^2; zero once it is below 1e-323."""
        return np.exp(self.log_noise_variances)

    @property
    def residual_sums_of_squares(self) -> Array:
        """|y - X b_{t+1}|^2 over all rows of the fit, shape (generations, chains), in (unit of y)^2."""
        return self.scaled_residual_sums_of_squares * np.exp(self.log_units[:-1])

    @property
    def explained_steps(self) -> Array:
        """|X (b_{t+1} - b_t)|^2 over the new rows, shape (generations, chains), in (unit of y)^2."""
        return self.scaled_explained_steps * np.exp(self.log_units[:-1])

    @property
    def spreads_of_labels(self) -> Array:
        """s_t^2 + |X (b_t - beta)|^2 / n, shape (generations + 1, chains), in (unit of y)^2.

        The mean squared deviation from the true line of a label that generation t makes, over the rows.
        """
        return self.noise_variances + self.in_sample_risks

    @property
    def squared_wasserstein_distances(self) -> Array:
        """Squared 2-Wasserstein distance to the truth, mean over rows, shape (generations + 1, chains).

        In (unit of y)^2, and of the normal laws N(x'b_t, s_t^2) and N(x'beta, s_0^2) of the label of a row.
        """
        gap = np.exp(self.log_noise_variances / 2) - np.exp(self.log_noise_variances[0] / 2)
        return np.asarray(self.in_sample_risks + gap**2)

    @property
    def divergences_of_fit_from_truth(self) -> Array:
        """Kullback-Leibler divergence KL(fit || truth) of the same laws, mean over rows, in nats, that shape."""
        log_ratio = self.log_noise_variances - self.log_noise_variances[0]
        gap = self.in_sample_risks * np.exp(-self.log_noise_variances[0])
        return np.asarray((np.expm1(log_ratio) - log_ratio + gap) / 2)

    @property
    def prediction_risks(self) -> Array:
        """|b_t - beta|^2, shape (generations + 1, chains), in (unit of y)^2.

        The mean squared error of a prediction without noise, at a new row whose entries have mean 0 and the
        identity covariance.
        """
        return sum_of_squares(self.coefficients - self.coefficients[0])
