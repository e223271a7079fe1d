"""The Gaussian chain is the regression with one column of ones: these results of one chapter are results of the other.

Setting.  With d = 1 and every input 1, X'X = n, the coefficient is the mean and RSS the sum of squares about
it.  Then refitted_noise, typical_refitted_noise, divergence and wasserstein say of a regression what
variance_decay, typical_decay, divergence and wasserstein say of a normal law.  The two chapters were derived
apart, from a sample there and from a rotated noise vector here; that they meet checks both.

    regression with d = 1, s = n        Gaussian
    b_t, beta                           M_t, m_0
    s_t^2, sigma2                       V_t, v_0
    E[s_t^2]                            E[V_t]
    E|X(b_t - beta)|^2 / n              Var[M_t]
    E[log s_t^2], Var[log s_t^2]        E[log V_t], Var[log V_t]
    E KL, E W_2^2 averaged over rows    E KL, E W_2^2

So what is lost on average by refitting a mean, the share 1/n per refit, is lost once for each coefficient.
"""

from sympy import Integer

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N,
    FIXED_DESIGN,
    FULL_RANK,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N,
)
from collapse_math.derivation import Fact, Theorem
from derivations.gaussian import divergence, typical_decay, variance_decay, wasserstein
from derivations.gaussian.setting import draws, m, m_0, n, t, v_0
from derivations.regression import divergence as regression_divergence
from derivations.regression import refitted_noise, typical_refitted_noise
from derivations.regression import wasserstein as regression_wasserstein
from derivations.regression.setting import COMPOSE, b, beta, d, s, sigma2, solution
from derivations.regression.setting import n as rows

theorem = Theorem(
    "regression.dictionary",
    says="With one column of ones a refitted regression is the Gaussian chain: these results agree",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        GAUSSIAN_DRAWS,
        CONSTANT_SIZE,
        DIVISOR_N,
        FULL_RANK,
        FIXED_DESIGN,
        LEAST_SQUARES,
        NOISE_DIVISOR_N,
        *COMPOSE,
    ),
    symbols=(n, t, v_0),
    catalogue=("E3", "B1", "B3", "B4", "B6", "B7"),
)
ONES = {rows: n, d: Integer(1), s: n, sigma2: v_0, beta: m_0}


def same(title: str, of_regression: Fact, of_gaussian: Fact) -> Fact:
    """A result on regression says, for a column of ones, what a result on the Gaussian chain says."""
    here, there = theorem.cites(of_regression, ONES), theorem.cites(of_gaussian)
    return theorem.equation(title, here.right.xreplace({b: m}), there.right, given=(here, there))


# 1. The estimators.  X'y is the sum P_1 of the labels and X'X = n; RSS is sum (y_i - b)^2 for that b.
sums = draws.power_sum(1), draws.power_sum(2)
mean = solution(sums[0]).xreplace(ONES)
coefficient = theorem.equation("the coefficient is the mean", mean, draws.average)
residuals = theorem.equation(
    "RSS is the sum of squares", sums[1] - 2 * mean * sums[0] + n * mean**2, draws.sum_of_squares
)

# 2. One refit.
same("one refit, inside", refitted_noise.shrink, variance_decay.keep)
same("one refit, between", refitted_noise.wander, variance_decay.wander)

# 3. After t refits.
noise = same("noise and variance", refitted_noise.level, variance_decay.within)
error = same("error on the rows and drift of the mean", refitted_noise.in_sample, variance_decay.between)
total = same("both are conserved", refitted_noise.total, variance_decay.total)
log_noise = same("on the log scale", typical_refitted_noise.level, typical_decay.level)
spread = same("its variance", typical_refitted_noise.spread, typical_decay.spread)
drift = same("the rate of almost sure collapse", typical_refitted_noise.sure, typical_decay.sure)
kl = same("the divergence", regression_divergence.divergence, divergence.linear)
w_2 = same("the distance", regression_wasserstein.distance, wasserstein.distance)

theorem.concludes("coefficient", "b'", coefficient)
theorem.concludes("residual_sum_of_squares", "RSS", residuals)
theorem.concludes("noise_variance", "E[s_t^2] = E[V_t]", noise)
theorem.concludes("in_sample_risk", "E|X(b_t - beta)|^2 / n = Var[M_t]", error)
theorem.concludes("conservation", "E[s_t^2] + E|X(b_t - beta)|^2 / n = E[V_t] + Var[M_t]", total)
theorem.concludes("log_noise_variance", "E[log s_t^2] = E[log V_t]", log_noise)
theorem.concludes("variance_of_log_noise_variance", "Var[log s_t^2] = Var[log V_t]", spread)
theorem.concludes("drift", "lim (log s_t^2)/t = lim (log V_t)/t", drift)
theorem.concludes("divergence", "E KL(fit t || truth), in both", kl)
theorem.concludes("distance", "E W_2(fit t, truth)^2, in both", w_2)

if __name__ == "__main__":
    theorem.main()
