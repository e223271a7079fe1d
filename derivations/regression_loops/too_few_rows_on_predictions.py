"""With fewer rows than coefficients a regression forgets exponentially even if its labels carry no noise.

Setting.  As in too_few_rows: n new rows of d > n + 1 standard normal inputs at each generation, and the shortest fit.
But only the first labels, real ones, have noise; later labels are the bare predictions of the last fit.

    Theorem    E|b_t|^2 = r^t |beta|^2 + r^(t-1) added,   r = n/d,   added = sigma2 n/(d-n-1), for t >= 1
    Corollary  it tends to 0, and E|b_t - beta|^2 = (1 - r^t) |beta|^2 + r^(t-1) added to |beta|^2
    Corollary  without any noise E|b_t - beta|^2 = (1 - r^t) |beta|^2
    Corollary  the first fit has the error (1 - r) |beta|^2 + added; with the same rows again and again it would stay
               at that, as a projection leaves alone what it has projected: P b_1 = b_1

With enough rows the same regression would be stale, and stay as it is for ever (regression.predicted_outcomes).

Units.     sigma2 and beta2 = |beta|^2 in (unit of y)^2; n, d and t >= 1 are counts.
Assumed.   Of the inputs that they are standard normal; of the noise of the real labels its mean square.
"""

from sympy import Integer

from collapse_math.assumptions import (
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    NOISELESS_LABELS,
    REPLACE,
    SHORTEST_LEAST_SQUARES,
    STANDARD_NORMAL_DESIGN,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.matrix_axioms import FEW_NORMAL_ROWS
from collapse_math.moments import Refit
from collapse_math.observed import Observed
from collapse_math.quantities import integer
from derivations.regression.setting import d, n, sigma2
from derivations.regression_loops.too_few_rows import NOT_FEW, TOO_FEW, added, beta2, c, few_rows, q, seen, share

t = integer("t", at_least=1)

theorem = Theorem(
    "regression_loops.too_few_rows_on_predictions",
    says="with n < d - 1 new rows and bare predictions for labels E|b_t|^2 falls like (n/d)^t: exponential collapse",
    assumes=(MATCHING_MOMENTS, NOISELESS_LABELS, STANDARD_NORMAL_DESIGN, SHORTEST_LEAST_SQUARES, LINEAR_TRUTH, REPLACE),
    symbols=(n, d, t, sigma2, beta2),
    conditions=TOO_FEW,
    catalogue=("E10",),
    sources=(Source("Dohmatob et al.", 2024, "arXiv 2402.07712, for the collapse without noise, in the limit"),),
    outside=NOT_FEW,
)

# 1. A fit to predictions keeps n/d of squared length and of what it has in common with the truth.
labels = (SHORTEST_LEAST_SQUARES, NOISELESS_LABELS)
predicted = Refit(
    {q: seen.power_sum((2, 0)), c: seen.power_sum((1, 1))}, (seen,), {q: labels, c: labels}, by=FEW_NORMAL_ROWS, order=2
)
length = theorem.expectation("the squared length", q, after=predicted, equals=share * q)
common = theorem.expectation("what is left in common with the truth", c, after=predicted, equals=share * c)

# 2. The first fit sees the truth, with noise.
first_fit = few_rows(sigma2)
first_length = theorem.expectation("of the first fit", q, after=first_fit, equals=share * q + added)
first_common = theorem.expectation("of the first fit", c, after=first_fit, equals=share * c)

# 3. Generations compose.
size, product = theorem.over_generations(
    t,
    {length: share**t * beta2 + share ** (t - 1) * added, common: share**t * beta2},
    start={q: beta2, c: beta2},
    uses=(LINEAR_TRUTH, REPLACE),
    first=(first_length, first_common),
)
risk = theorem.by_linearity(
    "the error of a prediction",
    q - 2 * c + beta2,
    {size: Integer(1), product: Integer(-2)},
    rest=beta2,
    equals=(1 - share**t) * beta2 + share ** (t - 1) * added,
)
quiet = theorem.equation(
    "without noise", risk.right.xreplace({sigma2: Integer(0)}), (1 - share**t) * beta2, given=(risk,)
)
first_risk = theorem.equation(
    "the error of the first fit", risk.right.xreplace({t: Integer(1)}), (1 - share) * beta2 + added, given=(risk,)
)
vanishes = {share**t: (Integer(0), GEOMETRIC_LIMIT, {r: share})}
forgotten = theorem.limit(
    "everything is forgotten",
    size.right,
    t,
    Integer(0),
    vanishes,
    form=share**t * (beta2 + added/share),
    given=(size,),
)

# Held against a simulation, as in too_few_rows: what is kept of b - beta is no longer than it was.
fourth_of_noise = n * (n + 2) * sigma2**2/((d - n - 1) * (d - n - 3))
first = 2 * (fourth_of_noise + beta2**2)
theorem.concludes("squared_length", "E|b_t|^2", size)
theorem.concludes("product_with_the_truth", "E[b_t'beta]", product)
theorem.concludes(
    "prediction_risk",
    "E|b_t - beta|^2",
    risk,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 3, d: 8, t: 2, sigma2: 2, beta2: 4},
        2 * (first + beta2**2) - risk.right**2,
    ),
)
theorem.concludes("prediction_risk_without_noise", "E|b_t - beta|^2 for sigma2 = 0", quiet)
theorem.concludes("prediction_risk_of_first_fit", "E|b_1 - beta|^2", first_risk)
theorem.concludes("limit_of_squared_length", "lim E|b_t|^2", forgotten)

if __name__ == "__main__":
    theorem.main()
