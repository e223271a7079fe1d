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
from collapse_math.axioms import (
    INVERSE_SQUARES_BELOW,
    ORTHOGONAL_STEPS,
    PARTIAL_REGRESSION,
    PSI_INCREASING,
    RECIPROCAL_LIMIT,
    y,
    z,
)
from collapse_math.axioms import n as grows
from collapse_math.claims import ByLemma, Induction, Telescope
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.moments import ChiSquare, Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import integer, real
from derivations.regression.random_design import FINITE_ERROR, INFINITE
from derivations.regression.setting import d, i, n, over_directions, sigma2, t
from derivations.regression_loops.setting import j

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
error = theorem.by_axiom("the error of a coefficient", ORTHOGONAL_STEPS, given=(each, centred), equals=each.right)
