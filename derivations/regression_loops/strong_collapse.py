"""Synthetic rows of a model that is off by delta leave an error behind, however many real rows there are besides.

Setting.  One fit, to N = n_r + n_s normal rows of d columns: n_r labels are real, and n_s are made by a model whose
coefficients are off by delta.  Both have noise of variance sigma2.  The error is that of a prediction at a new row.

    Theorem    E|b - beta|^2 = sigma2 d/(N-d-1) + g |delta|^2 for N >= d + 2, with
               g = n_s/(N (N-1) (N+2)) (N (n_s+1) - 2 + n_r (N d - 2)/(N-d-1))
    Corollary  with one column g = n_s (n_s+2)/(N (N+2))

Units.     sigma2 in (unit of y)^2; n_r, n_s and d are counts; delta in coordinates in which the inputs have the
           identity for covariance.
Assumed.   Of the inputs that they are normal; of the noise nothing but its mean square.
See also.  proportional_limit, for the published limit of this; new_real_rows, for one generation after the other.
"""

from sympy import Integer

from collapse_math.assumptions import (
    FULL_RANK,
    GAUSSIAN_DESIGN,
    KNOWN_NOISE,
    LEAST_SQUARES,
    MATCHING_MOMENTS,
    NEW_REAL_ROWS,
)
from collapse_math.derivation import Theorem
from collapse_math.ledger import Source
from collapse_math.matrix_axioms import PARTIAL_REGRESSION, SAME_IN_EVERY_DIRECTION
from collapse_math.moments import ChiSquare, Refit, Sample
from collapse_math.observed import Observed
from collapse_math.quantities import real
from derivations.regression.setting import d, sigma2
from derivations.regression_loops import matrix_share
from derivations.regression_loops.matrix_share import N
from derivations.regression_loops.setting import fourth_moment, n_r, n_s

q = real("q", at_least=0)  # |delta|^2, the squared error of the model that makes the synthetic labels
delta = real("delta")  # the error of one coefficient, all others being right; in general |delta|
spare = N - d - 1

theorem = Theorem(
    "regression_loops.strong_collapse",
    says="n_s rows labelled by a model that is off by delta leave an error of sigma2 d/(N-d-1) + g |delta|^2",
    assumes=(MATCHING_MOMENTS, KNOWN_NOISE, NEW_REAL_ROWS, FULL_RANK, GAUSSIAN_DESIGN, LEAST_SQUARES),
    symbols=(n_r, n_s, d, sigma2, q, delta),
    conditions=(spare > 0,),
    catalogue=("E14",),
    sources=(Source("Dohmatob et al.", 2024, "arXiv 2410.04840, corollary 1, for the limit"),),
)

# 1. A fit keeps A^-1 A_s delta of an error delta, of which the mean squared length is tr E[A B A^-1 B]/d times
#    |delta|^2; given A, E[B A^-1 B] = u A^-1 + v tr(A^-1) I.
u = theorem.cites(matrix_share.of_matrix)
v = theorem.cites(matrix_share.of_trace)
traces = theorem.cites(matrix_share.traces)
g = n_s/(N * (N - 1) * (N + 2)) * (N * (n_s + 1) - 2 + n_r * (N * d - 2)/spare)
average = theorem.equation(
    "u tr(A A^-1) + v tr A tr A^-1, over d", (u.right * d + v.right * traces.right)/d, g, given=(u, v, traces)
)
kept = theorem.by_axiom("it is kept in every direction alike", SAME_IN_EVERY_DIRECTION, given=(average,), equals=g)

# 2. So the squared coordinates of what is kept are g/d of |delta|^2 on average over all d.  The noise moves the
#    coefficient of each column by u/sqrt(C), as in regression.random_design.
share = Sample("k", d, Integer(0), {2: kept.right/d}, (GAUSSIAN_DESIGN,), renewed=(GAUSSIAN_DESIGN,))
errors = Sample("u", d, Integer(0), {2: sigma2}, (MATCHING_MOMENTS, KNOWN_NOISE))
column = ChiSquare("C", N - d + 1)
refit = Refit(
    {q: share.power_sum(2) * q + errors.power_sum(2)/column.value},
    (share, errors, column),
    {q: (LEAST_SQUARES, NEW_REAL_ROWS)},
    (FULL_RANK,),
    by=PARTIAL_REGRESSION,
    order=2,
)
added = sigma2 * d/spare
step = theorem.expectation("one fit", q, after=refit, equals=g * q + added)
risk = theorem.equation(
    "from an error delta", step.right.xreplace({q: delta**2}), g * delta**2 + added, given=(step, kept)
)

# 3. With one column g is the mean square of a share.
one_column = theorem.equation(
    "one column", g.xreplace({d: Integer(1)}), n_s * (n_s + 2)/(N * (N + 2)), given=(kept,)
)

# Held against a simulation.  |A^-1 A_s delta|^2 <= tr(A^-1) delta'A_s delta, of which the mean square, delta being in
# no special direction, is at most `kept_fourth` |delta|^4, by E[B_11^2] and the second moments of tr A tr A^-1.  With
# normal noise, given all rows, E|x + y|^4 <= 4 (E|x|^4 + E|y|^4) for what is kept and what is added.
kept_fourth = (
    3 * n_s * (n_s + 2)/(N * (N + 2)) * (N * d - 2) * (N * d - 4) * (d * (N - d - 2) + 2)
    / ((d + 2) * (N - d) * (N - d - 1) * (N - d - 3))
)
theorem.concludes("factor", "what is kept of |delta|^2", kept)
SPREAD = 4 * (kept_fourth * delta**4 + fourth_moment(N)) - risk.right**2
theorem.concludes(
    "prediction_risk",
    "E|b - beta|^2",
    risk,
    Observed(
        "regression",
        "prediction_risks",
        "mean",
        {n_r: 8, n_s: 12, d: 2, sigma2: 2, delta: 3},
        SPREAD,
    ),
)
theorem.concludes("factor_for_one_column", "what is kept of delta^2 for d = 1", one_column)

if __name__ == "__main__":
    theorem.main()
