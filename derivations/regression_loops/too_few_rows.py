"""With fewer rows than coefficients each refit forgets, even without noise, and noise takes the place of the truth.

Setting.  Each generation draws n new rows of d > n + 1 standard normal inputs, labels them by the last fit plus noise
of the true variance sigma2, and takes the shortest coefficients that fit these labels exactly.  The error is that of
a prediction at a new row, |b_t - beta|^2.

    Theorem    E[b_t'beta] = r^t |beta|^2,   r = n/d
    Theorem    E|b_t|^2 = r^t |beta|^2 + (1 - r^t) noise,   noise = sigma2 n d/((d-n)(d-n-1))
    Corollary  E|b_t - beta|^2 = (1 - r^t) (|beta|^2 + noise), which tends to |beta|^2 + noise: more than if nothing
               had been fitted at all

A fit sees n of d directions, and other ones each time: what it has learnt in a direction is lost as soon as that
direction is not seen again.

Units.     sigma2 in (unit of y)^2; beta2 = |beta|^2 in (unit of y)^2, as the inputs have variance 1; n, d and t are
           counts.
Assumed.   Of the inputs that they are standard normal; of the noise nothing but its mean square.
See also.  too_few_rows_on_predictions, without noise after the first fit.
"""

from sympy import Basic, Expr, Integer

from collapse_math.assumptions import (
    KNOWN_NOISE,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
    REPLACE,
    SHORTEST_LEAST_SQUARES,
    STANDARD_NORMAL_DESIGN,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Assumption, Source
from collapse_math.lemmas import GEOMETRIC_LIMIT, r
from collapse_math.matrix_axioms import FEW_NORMAL_ROWS
from collapse_math.moments import ChiSquare, JointSample, Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import real
from derivations.regression.setting import d, n, sigma2, t, v

q, c = real("q"), real("c")  # |b|^2 and b'beta of the present fit
beta2 = real("beta2", at_least=0)  # |beta|^2
TOO_FEW: tuple[Basic, ...] = (d > n + 1,)
NOT_FEW = {
    TOO_FEW[0]: "for d = n + 1 the expectation is infinite, and for d <= n least squares has one solution, so take "
    "more columns or fewer rows"
}

theorem = Theorem(
    "regression_loops.too_few_rows",
    says="with n < d - 1 new rows at each generation E|b_t - beta|^2 = (1 - (n/d)^t) (|beta|^2 + noise): all is "
    "forgotten",
    assumes=(MATCHING_MOMENTS, KNOWN_NOISE, STANDARD_NORMAL_DESIGN, SHORTEST_LEAST_SQUARES, LINEAR_TRUTH, REPLACE),
    symbols=(n, d, t, sigma2, beta2),
    conditions=TOO_FEW,
    catalogue=("E10",),
    sources=(Source("Dohmatob et al.", 2024, "arXiv 2402.07712, for the collapse without noise, in the limit"),),
    outside=NOT_FEW,
)


# Coordinates of b and of beta in the span of the rows, where |b|^2 and b'beta have n/d of what they have in all.
seen = JointSample(
    "p",
    n,
    (Integer(0), Integer(0)),
    {(2, 0): q/d, (1, 1): c/d, (0, 2): beta2/d},
    (STANDARD_NORMAL_DESIGN,),
    renewed=(STANDARD_NORMAL_DESIGN,),
)


def few_rows(variance: Expr, *known: Assumption) -> Refit:
    """The shortest fit b' = P b + X^+ e to n new rows: |b'|^2, and the product of b' with beta.

    x and y are the products of X^+ e with P b and with beta.
    """
    errors = Sample("e", n, Integer(0), {2: variance}, (MATCHING_MOMENTS, *known))
    along_b, along_beta = (Sample(name, Integer(1), Integer(0), {}, (MATCHING_MOMENTS,)) for name in ("x", "y"))
    column = ChiSquare("C", d - n + 1)
    return Refit(
        {
            q: seen.power_sum((2, 0)) + 2 * along_b.power_sum(1) + errors.power_sum(2)/column.value,
            c: seen.power_sum((1, 1)) + along_beta.power_sum(1),
        },
        (seen, errors, along_b, along_beta, column),
        {q: (SHORTEST_LEAST_SQUARES,), c: (SHORTEST_LEAST_SQUARES,)},
        by=FEW_NORMAL_ROWS,
        order=2,
    )


# 1. A fit keeps n/d of squared length and of what it has in common with the truth; noise adds to the length alone.
share, added = n/d, sigma2 * n/(d - n - 1)
common = theorem.expectation("what is left in common with the truth", c, after=few_rows(v), equals=share * c)
refit = few_rows(sigma2, KNOWN_NOISE)
likewise = theorem.expectation("with known noise as well", c, after=refit, equals=share * c)
length = theorem.expectation("the squared length", q, after=refit, equals=share * q + added)

# 2. Generations compose, from b_0 = beta on.
noise = sigma2 * n * d/((d - n) * (d - n - 1))
start = {q: beta2, c: beta2}
(product,) = theorem.over_generations(t, {common: share**t * beta2}, start=start, uses=(LINEAR_TRUTH, REPLACE))
together, size = theorem.over_generations(
    t,
    {likewise: share**t * beta2, length: share**t * beta2 + (1 - share**t) * noise},
    start=start,
    uses=(LINEAR_TRUTH, REPLACE),
)

# 3. |b - beta|^2 = |b|^2 - 2 b'beta + |beta|^2.
risk = theorem.by_linearity(
    "the error of a prediction",
    q - 2 * c + beta2,
    {size: Integer(1), together: Integer(-2)},
    rest=beta2,
    equals=(1 - share**t) * (beta2 + noise),
)
vanishes = {share**t: (Integer(0), GEOMETRIC_LIMIT, {r: share})}
limit = theorem.limit("the error levels off", risk.right, t, beta2 + noise, vanishes, given=(risk,))
worse = theorem.inequality("above that of no fit at all", limit.right, ">", beta2, given=(risk,))

# Held against a simulation: b' - beta = P (b - beta) + X^+ e - (1 - P) beta, where the last part is orthogonal to the
# others and no longer than beta; given X, E|x + y|^4 <= |x|^4 + 6 |x|^2 E|y|^2 + E|y|^4 for normal noise y.
fourth_of_noise = n * (n + 2) * sigma2**2/((d - n - 1) * (d - n - 3))
first = 2 * (fourth_of_noise + beta2**2)
error_of_first = risk.right.xreplace({t: Integer(1)})
second = 2 * (first + 6 * error_of_first * added + fourth_of_noise + beta2**2)
theorem.concludes("product_with_the_truth", "E[b_t'beta]", product)
theorem.concludes("squared_length", "E|b_t|^2", size)
theorem.concludes(
    "prediction_risk",
    "E|b_t - beta|^2",
    risk,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n: 3, d: 8, t: 2, sigma2: 2, beta2: 4},
        second - risk.right**2,
    ),
)
theorem.concludes("limit_of_prediction_risk", "lim E|b_t - beta|^2", limit)
theorem.concludes("worse_than_no_fit", "lim E|b_t - beta|^2", worse)

if __name__ == "__main__":
    theorem.main()
