"""With the unbiased noise variance, too, the Gaussian chain is the regression with one column of ones.

Setting.  As in dictionary, with RSS/(n - d) for the noise variance here and divisor n - 1 there.

    regression with d = 1, s = n           Gaussian
    E[s_t^2]               = sigma2        E[V_t]   = v_0
    E|X(b_t - beta)|^2 / n = t sigma2/n    Var[M_t] = t v_0/n
    E[log s_t^2]                           E[log V_t]
    (log s_t^2)/t almost surely            (log V_t)/t almost surely
"""

from collapse_math.assumptions import (
    CONSTANT_SIZE,
    DIVISOR_N_MINUS_1,
    FIXED_DESIGN,
    FULL_RANK,
    GAUSSIAN_DRAWS,
    INDEPENDENT_DRAWS,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NOISE_DIVISOR_N_MINUS_D,
)
from collapse_math.derivation import Fact, Theorem
from derivations.gaussian import typical_decay_unbiased, unbiased_divisor
from derivations.gaussian.setting import m, n, t, v_0
from derivations.regression import unbiased_noise
from derivations.regression.dictionary import ONES
from derivations.regression.setting import COMPOSE, b

theorem = Theorem(
    "regression.dictionary_unbiased",
    says="With one column of ones and unbiased noise a refitted regression is the Gaussian chain with divisor n - 1",
    assumes=(
        INDEPENDENT_DRAWS,
        MATCHING_MOMENTS,
        GAUSSIAN_DRAWS,
        CONSTANT_SIZE,
        DIVISOR_N_MINUS_1,
        FULL_RANK,
        FIXED_DESIGN,
        LEAST_SQUARES,
        NOISE_DIVISOR_N_MINUS_D,
        *COMPOSE,
    ),
    symbols=(n, t, v_0),
    catalogue=("E2", "B1", "B3", "B4"),
)


def same(title: str, of_regression: Fact, of_gaussian: Fact) -> Fact:
    """A result on regression says, for a column of ones, what a result on the Gaussian chain says."""
    here, there = theorem.cites(of_regression, ONES), theorem.cites(of_gaussian)
    return theorem.equation(title, here.right.xreplace({b: m}), there.right, given=(here, there))


# 1. One refit.
same("one refit, inside", unbiased_noise.keep, unbiased_divisor.keep)
same("one refit, between", unbiased_noise.wander, unbiased_divisor.wander)

# 2. After t refits.
noise = same("noise and variance", unbiased_noise.level, unbiased_divisor.within)
error = same("error on the rows and drift of the mean", unbiased_noise.in_sample, unbiased_divisor.between)

# 3. On the log scale.
log_noise = same("on the log scale", unbiased_noise.log_level, typical_decay_unbiased.level)
drift = same("the rate of almost sure collapse", unbiased_noise.sure, typical_decay_unbiased.sure)

theorem.concludes("noise_variance", "E[s_t^2] = E[V_t]", noise)
theorem.concludes("in_sample_risk", "E|X(b_t - beta)|^2 / n = Var[M_t]", error)
theorem.concludes("log_noise_variance", "E[log s_t^2] = E[log V_t]", log_noise)
theorem.concludes("drift", "lim (log s_t^2)/t = lim (log V_t)/t almost surely", drift)

if __name__ == "__main__":
    theorem.main()
