"""Ridge regression fitted to its own predictions forgets exponentially, without any noise to do it.

Setting.  The first fit is ridge regression with a penalty > 0 on real labels.  From then on labels are the
predictions of the last fit on the same rows, without noise.  Along an eigenvector of X'X with eigenvalue
s > 0 a fit keeps m = s/(s + penalty) of the coefficient it is shown.

    Theorem    b_t = m^(t-1) b_1 for all t >= 1, which tends to 0
    Corollary  E[b_t] = m^t beta
    Corollary  E[(b_t - beta)^2] = (1 - m^t)^2 beta^2 + m^(2t-2) sigma2 s/(s + penalty)^2, which tends to beta^2

Units.     sigma2 in (unit of y)^2, s and the penalty in (unit of x)^2, beta in (unit of y)/(unit of x).
Assumed.   Of the noise of the first labels two moments.  Any number of rows and any rank will do.
"""

from sympy import Integer

from collapse_math.assumptions import (
    FIXED_DESIGN,
    INDEPENDENT_DRAWS,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    NOISELESS_LABELS,
    REPLACE,
    RIDGE,
)
from collapse_math.derivation import Theorem
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.matrix_axioms import SINGULAR_VALUES
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import integer
from derivations.regression.ridge import m, penalty
from derivations.regression.setting import b, b_1, beta, d, first_fit, n, s, sigma2, solution

k = integer("k", at_least=0)  # fits to predictions, after the first fit
t = integer("t", at_least=1)  # all fits, t = k + 1

theorem = Theorem(
    "regression.ridge_on_predictions",
    says="b_t = m^(t-1) b_1 with m = s/(s + penalty): ridge regression on its own predictions forgets exponentially",
    assumes=(INDEPENDENT_DRAWS, MATCHING_MOMENTS, NOISELESS_LABELS, FIXED_DESIGN, RIDGE, LINEAR_TRUTH, REPLACE),
    symbols=(k, t, sigma2, s, penalty, beta),
    catalogue=("E9",),
)

# 1. Along one eigenvector the normal equation is (s + penalty) b' = s b, so k fits to predictions keep m^k.
predicted = Refit({b: solution(s * b, penalty)}, (), {b: (RIDGE, NOISELESS_LABELS)}, by=SINGULAR_VALUES)
shrink = theorem.expectation("one refit keeps m of the coefficient", b, after=predicted, equals=m * b)
(kept,) = theorem.over_generations(k, {shrink: m**k * b_1}, start={b: b_1}, uses=(REPLACE, FIXED_DESIGN))

# 2. The first fit sees real labels.
real_labels = first_fit(RIDGE, penalty)
first_mean = theorem.expectation("the mean after k more", kept.right, after=real_labels, equals=m ** (k + 1) * beta)
first_error = theorem.expectation(
    "the error after k more",
    (kept.right - beta) ** 2,
    after=real_labels,
    equals=(1 - m ** (k + 1)) ** 2 * beta**2 + m ** (2 * k) * sigma2 * s / (s + penalty) ** 2,
)

# 3. Counted from the first fit, t = k + 1.
mean = theorem.equation("the mean", first_mean.right.xreplace({k: t - 1}), m**t * beta, given=(first_mean, kept))
error = theorem.equation(
    "the error",
    first_error.right.xreplace({k: t - 1}),
    (1 - m**t) ** 2 * beta**2 + m ** (2 * t - 2) * sigma2 * s / (s + penalty) ** 2,
    given=(first_error, kept),
)

# 4. m^k -> 0 and (m^2)^k -> 0.
forgetting = {m**k: (Integer(0), GEOMETRIC_LIMIT, {r: m}), m ** (2 * k): (Integer(0), GEOMETRIC_LIMIT, {r: m**2})}
forgotten = theorem.limit("everything is forgotten", kept.right, k, Integer(0), forgetting, given=(kept,))
error_limit = theorem.limit(
    "and the error is the whole truth",
    first_error.right,
    k,
    beta**2,
    forgetting,
    form=(1 - m * m**k) ** 2 * beta**2 + m ** (2 * k) * sigma2 * s / (s + penalty) ** 2,
    given=(first_error, kept),
)

# For normal noise b_t - beta is normal with the mean (m^t - 1) beta: hence the variance of its square.
bias, spread = (1 - m**t) * beta, m ** (2 * t - 2) * sigma2 * s / (s + penalty) ** 2
theorem.concludes("coefficient", "b_(1+k) along an eigenvector", kept)
theorem.concludes("expected_coefficient", "E[b_t] along an eigenvector", mean)
theorem.concludes(
    "coefficient_error",
    "E[(b_t - beta)^2] along an eigenvector",
    error,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 2, d: 1, t: 2, s: 9, sigma2: 2, penalty: 1, beta: 1},
        2 * spread**2 + 4 * bias**2 * spread,
    ),
)
theorem.concludes("limit_of_coefficient", "lim b_t along an eigenvector", forgotten)
theorem.concludes("limit_of_coefficient_error", "lim E[(b_t - beta)^2] along an eigenvector", error_limit)

if __name__ == "__main__":
    theorem.main()
