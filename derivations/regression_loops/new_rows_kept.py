"""Keep all rows, and draw new ones at each generation: the error stays below what the same rows would give.

Setting.  Each generation draws n new rows of d normal inputs with mean 0 and covariance Sigma, labels them by the
last fit plus noise of the true variance sigma2, and fits by least squares to all rows so far.  The error is that of
a prediction at a new row, as in regression.random_design.

    Theorem    E (b_t - beta)' Sigma (b_t - beta) = sigma2 d sum_j 1/(j (j n - d - 1)), j = 1, ..., t, for n >= d + 2
               = sigma2 d/(d+1) (psi(t+1-x) - psi(1-x) - psi(t+1) + psi(1)),   x = (d+1)/n
    Corollary  it tends to sigma2 d/(d+1) (psi(1) - psi(1-x)), where psi(1) = -0.577...
    Refuted    that it is sigma2 d/(n-d-1) (1 + 1/4 + ... + 1/t^2), as quoted for data that accumulate: that is
               the error with one normal X for all generations (kept_rows).  With n = 4, d = 2, t = 2 and sigma2 = 1
               it is 11/5, not 5/2
    Corollary  from the second generation on it is smaller than that; but never by more than the factor 6/pi^2 = 0.61,
               as the error of the first fit is the same

Units.     sigma2 in (unit of y)^2; n, d and t >= 0 are counts.
Assumed.   Of the inputs that they are normal; of the noise its mean square, and that the noise of a generation is new.
Note.      Only the newest rows carry new noise, n of t n.  By their residuals the kept rows are orthogonal to every
           column, so that they move nothing by themselves; but they make each column longer.
"""

from sympy import Integer, Rational, Sum, pi, polygamma, sqrt

from collapse_math.assumptions import (
    ACCUMULATE,
    FRESH_RANDOMNESS,
    FULL_RANK,
    GAUSSIAN_DESIGN,
    KNOWN_NOISE,
    LEAST_SQUARES,
    LINEAR_TRUTH,
    MATCHING_MOMENTS,
)
from collapse_math.claims import ByLemma, Induction, Telescope
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.lemmas import INVERSE_SQUARES_BELOW, PSI_INCREASING, RECIPROCAL_LIMIT, y, z
from collapse_math.lemmas import n as grows
from collapse_math.matrix_axioms import PARTIAL_REGRESSION
from collapse_math.moments import ChiSquare, Refit, Sample
from collapse_math.observed import Observed
from collapse_math.process_axioms import ORTHOGONAL_STEPS
from collapse_math.quantities import integer, real
from derivations.regression.random_design import FINITE_ERROR, INFINITE
from derivations.regression.setting import d, i, n, over_directions, sigma2, t
from derivations.regression_loops.setting import fourth_moment, j

step = real("step")  # of one coefficient, in coordinates of identity covariance
t_1 = integer("t", at_least=1)
x = (d + 1)/n

theorem = Theorem(
    "regression_loops.new_rows_kept",
    says="with new rows at each generation, all kept, the error is sigma2 d sum 1/(j (j n - d - 1)): less than with "
    "the same rows",
    assumes=(
        MATCHING_MOMENTS,
        KNOWN_NOISE,
        FULL_RANK,
        GAUSSIAN_DESIGN,
        LEAST_SQUARES,
        LINEAR_TRUTH,
        ACCUMULATE,
        FRESH_RANDOMNESS,
    ),
    symbols=(n, d, t, sigma2),
    conditions=FINITE_ERROR,
    catalogue=("E7",),
    sources=(
        Source("Gerstgrasser et al.", 2024, "arXiv 2404.01413, theorem 2, for the sum of 1/j^2, which one X gives"),
    ),
    outside=INFINITE,
)

# 1. Refit number j moves the coefficient of a column by u/sqrt(C).  C is the squared length of the column less its
#    projection, over j n rows; u is the coordinate along it of the noise, of which n of j n entries are not 0, so
#    that its mean square is sigma2 n over j n.
errors = Sample("u", Integer(1), Integer(0), {2: sigma2 * n/(j * n)}, (MATCHING_MOMENTS, KNOWN_NOISE))
column = ChiSquare("C", j * n - d + 1)
move = Refit(
    {step: errors.power_sum(1)/sqrt(column.value)},
    (errors, column),
    {step: (LEAST_SQUARES, ACCUMULATE, LINEAR_TRUTH)},
    (FULL_RANK,),
    by=PARTIAL_REGRESSION,
    order=2,
)
centred = theorem.expectation("a step has no mean", step, after=move, equals=Integer(0))
square = theorem.expectation(
    "its mean square", step**2, after=move, equals=sigma2/(j * (j * n - d - 1))
)

# 2. Steps have no mean given all rows and all earlier noise, so that their mean squares add up.
each = theorem.equation(
    "the sum of the mean squares",
    Sum(square.right, (j, 1, t)),
    sigma2/(d + 1) * (polygamma(0, t + 1 - x) - polygamma(0, 1 - x) - polygamma(0, t + 1) + polygamma(0, 1)),
    how=Telescope(sigma2/(d + 1) * (polygamma(0, j - x) - polygamma(0, j))),
    given=(square,),
)
error = theorem.by_axiom(
    "the error of a coefficient", ORTHOGONAL_STEPS, given=(each, square, centred), equals=each.right
)

# 3. The error of a prediction is the sum over the d columns.
risk = theorem.equation(
    "the error of a prediction", over_directions(error.right), d * error.right, how=Telescope(i * error.right),
    given=(error,),
)
new = Sum(sigma2 * d/(j * (j * n - d - 1)), (j, 1, t))
as_sum = theorem.equation(
    "as a sum over generations",
    new,
    risk.right,
    how=Telescope(sigma2 * d/(d + 1) * (polygamma(0, j - x) - polygamma(0, j))),
    given=(risk,),
)

# 4. psi grows: between psi(t) and psi(t+1), which differ by 1/t, lies psi(t+1-x).
gap = polygamma(0, t_1 + 1 - x) - polygamma(0, t_1 + 1)
lower = theorem.inequality(
    "psi(t) is smaller",
    polygamma(0, t_1),
    "<",
    polygamma(0, t_1 + 1 - x),
    how=ByLemma(PSI_INCREASING, {z: t_1, y: 1 - x}),
)
upper = theorem.inequality(
    "psi(t+1) is larger",
    polygamma(0, t_1 + 1 - x),
    "<",
    polygamma(0, t_1 + 1),
    how=ByLemma(PSI_INCREASING, {z: t_1 + 1 - x, y: x}),
)
floor = theorem.inequality("the gap from below", -1/t_1, "<=", gap, given=(lower,))
ceiling = theorem.inequality("the gap from above", gap, "<=", 0/t_1, given=(upper,))
small = {1/t_1: (Integer(0), RECIPROCAL_LIMIT, {grows: t_1})}
closes = theorem.squeeze(
    "the gap closes",
    gap,
    t_1,
    Integer(0),
    below=floor,
    above=ceiling,
    limits=(
        theorem.limit("the lower end", -1/t_1, t_1, Integer(0), small),
        theorem.limit("the upper end", Integer(0), t_1, Integer(0), {}),
    ),
)
levels_off = sigma2 * d/(d + 1) * (polygamma(0, 1) - polygamma(0, 1 - x))
limit = theorem.limit(
    "the error levels off",
    risk.right.xreplace({t: t_1}),
    t_1,
    levels_off,
    {gap: closes},
    form=levels_off + sigma2 * d/(d + 1) * gap,
    given=(risk, closes),
)

# 5. With one X for all generations the error at a new row is, averaged over X, that of kept_rows with trace d/(n-d-1).
first = sigma2 * d/(n - d - 1)  # the error of the first fit, the same for both
same = first * Sum(1/j**2, (j, 1, t))
t_2 = integer("t", at_least=2)
smaller = theorem.inequality(
    "new rows are better",
    new.xreplace({t: t_2}),
    "<",
    same.xreplace({t: t_2}),
    how=Induction(t_2),
    given=(error,),
)
no_less = theorem.inequality(
    "but the first error stays", new.xreplace({t: t_1}), ">=", first, how=Induction(t_1), given=(error,)
)
euler = theorem.inequality(
    "the sum of 1/j^2", Sum(1/j**2, (j, 1, t_1)), "<", pi**2/6, how=ByLemma(INVERSE_SQUARES_BELOW, {t: t_1})
)
factor = theorem.inequality(
    "so they are better by a factor of 6/pi^2 at most",
    new.xreplace({t: t_1}),
    ">",
    6/pi**2 * same.xreplace({t: t_1}),
    given=(no_less, euler),
)
point = {n: Integer(4), d: Integer(2), t: Integer(2), sigma2: Integer(1)}
here = theorem.equation("at n = 4, d = 2, t = 2", new.xreplace(point), Rational(11, 5), given=(as_sum,))
there = theorem.equation("the sum of 1/j^2 says otherwise there", same.xreplace(point), Rational(5, 2))

# Held against a simulation.  For normal noise a step, given all rows, is normal with a covariance of at most
# sigma2 (X'X)^-1 of all j n rows, which bounds the mean of its length to the fourth; by Minkowski's inequality that of
# a sum is at most the fourth power of the sum of fourth roots.
bound = Sum(fourth_moment(j * n)**Rational(1, 4), (j, 1, t))**4
theorem.concludes(
    "prediction_risk",
    "E (b_t - beta)' Sigma (b_t - beta)",
    risk,
    Observed("regression", "prediction_risks", "mean", {n: 8, d: 2, t: 2, sigma2: 2}, bound - risk.right**2),
)
theorem.concludes("prediction_risk_as_a_sum", "E (b_t - beta)' Sigma (b_t - beta), the sum,", as_sum)
theorem.concludes("limit_of_prediction_risk", "lim E (b_t - beta)' Sigma (b_t - beta)", limit)
theorem.concludes("below_error_with_the_same_rows", "E (b_t - beta)' Sigma (b_t - beta) for t >= 2", smaller)
theorem.concludes("no_less_than_the_first_error", "E (b_t - beta)' Sigma (b_t - beta) for t >= 1", no_less)
theorem.concludes("within_a_factor_of_the_same_rows", "E (b_t - beta)' Sigma (b_t - beta) for t >= 1", factor)
theorem.concludes("at_a_point", "E|b_2 - beta|^2 for n = 4, d = 2, sigma2 = 1", here)
theorem.concludes("quoted_at_that_point", "d/(n-d-1) (1 + 1/4)", there)

if __name__ == "__main__":
    theorem.main()
